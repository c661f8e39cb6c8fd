// Asks a server about every case of a file, two calls a case, as plainly as a script can: the twin of `rounds batch`.
//   node bench/bare-client.mjs CASES.jsonl ENDPOINT CONCURRENCY
import { readFile } from 'node:fs/promises'

const [data, endpoint, concurrency] = process.argv.slice(2)
const cases = (await readFile(data, 'utf8')).trim().split('\n')
const formats = JSON.parse(await (await fetch(`${endpoint}/formats`)).text())

async function ask(messages, format) {
  const response = await fetch(`${endpoint}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ model: 'small', messages, response_format: format, stream: true }),
  })
  let text = ''
  let rest = ''
  const decoder = new TextDecoder()
  for await (const bytes of response.body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop()
    for (const line of lines)
      if (line.startsWith('data: {')) text += JSON.parse(line.slice(6)).choices[0]?.delta.content ?? ''
  }
  return JSON.parse(text)
}

let next = 0
async function work() {
  for (let index = next++; index < cases.length; index = next++) {
    const { case_prompt: content } = JSON.parse(cases[index])
    const messages = [{ role: 'user', content }]
    const trace = await ask(messages, formats[0])
    await ask([...messages, { role: 'assistant', content: JSON.stringify(trace) }], formats[1])
  }
}
await Promise.all(Array.from({ length: Number(concurrency) }, work))
