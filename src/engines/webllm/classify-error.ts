import { readContextOverflow } from '../context-overflow'
import { type EngineFailure, engineFailure } from '../engine'
import type { RunFailureCode } from '../../domain/run'

/** WebLLM's errors by what their words begin with or hold: their classes aren't exported, and some are a compiler's or the GPU's. */
const CODES: readonly { readonly words: RegExp; readonly code: RunFailureCode; readonly isFatal: boolean }[] =
  [
    { words: /ContextWindowSizeExceeded/, code: 'context-overflow', isFatal: false },
    {
      words: /DeviceLost|already been disposed|deleted object|device (?:was |is )?lost/i,
      code: 'device-lost',
      isFatal: true,
    },
    {
      words: /out of memory|OOM|allocation failed|createBuffer|Invalid array(?: buffer)? length/i,
      code: 'out-of-memory',
      isFatal: true,
    },
    { words: /LinkError|TVMFFI|Import #\d+/, code: 'engine-unsupported', isFatal: true },
    {
      words: /WebGPUNotAvailable|Unable to find a compatible GPU|ShaderF16Support|FeatureSupport/,
      code: 'engine-unsupported',
      isFatal: true,
    },
    {
      words: /CompileError|Integrity|ArtifactManifest|UnsupportedTokenizer|Unexpected token|not valid JSON/,
      code: 'model-corrupt',
      isFatal: true,
    },
    {
      words: /ModelNotFound|Failed to fetch|Failed to execute 'add'|NetworkError/,
      code: 'model-missing',
      isFatal: true,
    },
    { words: /GrammarMatcherInit|InvalidResponseFormat/, code: 'malformed-output', isFatal: false },
  ]

/** The failure, and whether the worker is of no more use after it. What isn't known is taken for a crash. */
export function classifyWebLlmError(words: string): { failure: EngineFailure; isFatal: boolean } {
  const known = CODES.find((entry) => entry.words.test(words))
  return {
    failure:
      known?.code === 'context-overflow'
        ? readContextOverflow(words)
        : engineFailure(known?.code ?? 'engine-crashed', words),
    isFatal: known?.isFatal ?? true,
  }
}
