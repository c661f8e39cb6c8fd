import { expect, test } from 'vitest'
import { redactUrl } from './redact-url'

test.each([
  ['http://localhost:4173/assets/a-1.js', 'http://localhost:4173/assets/a-1.js'],
  ['https://host.example/search?q=fever&q=rash&page=2#note', 'https://host.example/search?q=…&page=…'],
  ['https://name:word@host.example/', 'https://host.example/'],
  ['wss://host.example/live?token=1', 'wss://host.example/live?token=…'],
  ['data:text/plain,54-year-old man', 'data:…'],
  ['blob:http://localhost/9c1d', 'blob:…'],
  ['inline', 'inline'],
  ['//no base?name=value', '//no base'],
])('%s is shown as %s', (address, shown) => expect(redactUrl(address)).toBe(shown))
