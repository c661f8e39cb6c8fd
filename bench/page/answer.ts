import { STRUCTURED_LIMITS, type StructuredLimits } from '../../src/reasoning/strategies/structured'

const WORDS =
  'fever cough chest pain rash weakness dizziness headache vomiting swollen leg history smoker tablets week month exam pulse clear lungs soft abdomen normal raised low sodium platelets count image shows no mass'.split(
    ' ',
  )

/** As many and as long steps as make a long answer; the strategy's own limits allow far less. */
export const LIMITS: StructuredLimits = {
  ...STRUCTURED_LIMITS,
  stepLength: 560,
  stages: { ...STRUCTURED_LIMITS.stages, weighing: 42 },
}
/** An answer of the structured strategy of about 24 KB, the same every time. */
export function writeAnswer(): string {
  let state = 7
  const next = () => (state = (state * 1103515245 + 12345) & 0x7fffffff)
  const say = (length: number) => {
    let text = ''
    while (text.length < length) text += `${WORDS[next() % WORDS.length]} `
    return text.slice(0, length).trim()
  }
  const step = () => ({
    quotes: ['a dry cough'],
    text: say(420),
    moves: [{ diagnosis: 'Pneumonia', direction: 'for' }],
  })
  return JSON.stringify({
    problemRepresentation: say(120),
    findings: [step()],
    hypotheses: [step()],
    weighing: Array.from({ length: LIMITS.stages.weighing }, () => ({ kind: 'support', ...step() })),
    tests: [step()],
    conclusion: [step()],
  })
}

/** The answer to the second question. */
export const DIFFERENTIAL = JSON.stringify({
  differential: [
    { diagnosis: 'Pneumonia', percent: 60, for: [1, 2], against: [], cantMiss: true, nextTest: 'Chest film' },
  ],
})

/** The answer cut as a model's tokens cut it. */
export function cutTokens(answer: string): string[] {
  return answer.match(/[\s\S]{1,8}/gu) ?? []
}
