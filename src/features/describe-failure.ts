import type { RunFailure, RunFailureCode } from '../domain/run'

interface FailureWords {
  readonly title: string
  readonly advice: string
}

const WORDS: Readonly<Record<RunFailureCode, FailureWords>> = {
  'empty-case': { title: 'The case has no words to reason about', advice: 'Edit the case and add its text.' },
  'model-missing': { title: 'The model is not there any more', advice: 'Choose the model again.' },
  'model-corrupt': {
    title: 'The model file is damaged or of another format',
    advice: 'Choose another file, or copy it afresh.',
  },
  'model-too-large': {
    title: 'The model is larger than what runs here',
    advice: 'Choose a smaller one, or one with fewer bits a weight (such as Q4). Nothing of it was kept.',
  },
  'out-of-memory': {
    title: 'The machine ran out of memory',
    advice: 'Close other tabs or choose a smaller model.',
  },
  'context-overflow': {
    title: 'The case is too long for this model',
    advice: 'Shorten the case or choose a model with a larger context.',
  },
  'malformed-output': {
    title: 'The model’s answer could not be read',
    advice: 'The steps so far are kept. Continue, run again, or choose another model.',
  },
  stalled: {
    title: 'The model stopped answering',
    advice: 'The steps so far are kept. Run again or continue.',
  },
  'engine-crashed': {
    title: 'The engine crashed',
    advice: 'The steps so far are kept. Run again or continue.',
  },
  'engine-unsupported': {
    title: 'This engine does not run here',
    advice: 'Choose another engine. The models page says what this machine can run.',
  },
  'device-lost': {
    title: 'The graphics processor was lost',
    advice: 'The steps so far are kept. Continue loads the model again; a smaller one may hold.',
  },
  'download-failed': {
    title: 'The model could not be downloaded',
    advice: 'Check the connection, then try again. What was downloaded is kept where that is possible.',
  },
  'hash-mismatch': {
    title: 'The downloaded model is not the one expected',
    advice: 'It was deleted. Download it again, or from another place.',
  },
  'server-unreachable': {
    title: 'The server did not answer',
    advice: 'Check that it runs, and its address. Nothing answers there.',
  },
  'cors-refused': {
    title: 'The server runs, but does not let this page read its answer (CORS)',
    advice:
      'Allow this page’s address there. Ollama: set OLLAMA_ORIGINS to it; LM Studio: switch “Enable CORS” on; vLLM: --allowed-origins; then start it anew.',
  },
  'server-refused': {
    title: 'The server refused the key',
    advice: 'Remove the server on the models page and add it with the right key, or ask who runs it.',
  },
  'server-missing': {
    title: 'The server does not know this model or address',
    advice: 'Check the model’s name and that the address ends in /v1.',
  },
  'server-busy': { title: 'The server is busy', advice: 'Wait a moment, then continue.' },
  'server-error': {
    title: 'The server failed',
    advice: 'The steps so far are kept. Continue, or look at its log.',
  },
  'answer-cut': {
    title: 'The answer was cut off on its way',
    advice: 'The steps so far are kept. Continue from there.',
  },
  'host-not-allowed': {
    title: 'This host has not been allowed',
    advice: 'Allow it where the engine is chosen, or take the network lock off.',
  },
  'mixed-content': {
    title: 'The browser blocks an insecure server on a secure page',
    advice: 'Use an https address, or one on localhost.',
  },
  'storage-full': {
    title: 'The browser’s storage is full',
    advice: 'The steps stay on screen. Free some space, then run again.',
  },
  unknown: { title: 'The run failed', advice: 'The steps so far are kept. Run again.' },
}

/** What went wrong with a run, and the next sensible thing to do. */
export function describeFailure({ code }: RunFailure): FailureWords {
  return WORDS[code]
}
