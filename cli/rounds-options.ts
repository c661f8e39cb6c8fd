import { parseArgs } from 'node:util'
import { type StrategyId, listStrategies } from '../src/reasoning'
import type { EngineOptions } from './batch/open-reasoner'

const STRATEGY_NAMES = listStrategies().map(({ id }) => id)
const [DEFAULT_STRATEGY = 'structured'] = STRATEGY_NAMES

export const USAGE = `Usage:
  npm run rounds -- reason CASE.txt [engine options] [--json]
  npm run rounds -- batch DATA.jsonl --out runs.jsonl [engine options] [batch options]

reason   prints the steps of one case as they come; --json prints the run as one line instead
batch    reasons about every case of a file (JSON Lines, a case each) and writes a line per finished run;
         the same command again goes on where it stopped; import the file in the workbench to grade it

Engine options
  --engine knowledge|openai   default: openai where --endpoint is given, else knowledge
  --endpoint URL              an OpenAI-compatible server, such as http://localhost:8000/v1
  --model NAME                as the server calls it
  --strategy ${STRATEGY_NAMES.join('|')}
                              default: ${DEFAULT_STRATEGY}
  --seed N                    default: 1
  --temperature T             default: 0.2
  --context N                 tokens of the model's context, where the server doesn't tell
  --first-token-seconds N     longest wait for an answer to begin; default: 60, in a batch 600
  --stall-seconds N           longest silence in an answer; default: 60
  A key for the server is read from the environment: ROUNDS_API_KEY=… npm run rounds -- …

Batch options
  --out FILE                  grows by a line per finished run
  --errors FILE               cases without one, and why; default: FILE of --out with .errors.jsonl
  --concurrency N             cases at once; default: 8
  --tries N                   tries per case when the server is busy or fails; default: 6
`

/** A command line that can't be followed; the message is for a person. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

interface CommonOptions {
  readonly file: string
  readonly engine: EngineOptions
  readonly seed: number
}

export type Command =
  | { readonly kind: 'help' }
  | ({ readonly kind: 'reason'; readonly isJson: boolean } & CommonOptions)
  | ({
      readonly kind: 'batch'
      readonly out: string
      readonly errors: string
      readonly concurrency: number
      readonly tries: number
      /** Base of the wait between tries. */
      readonly retryMs: number
    } & CommonOptions)

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  engine: { type: 'string' },
  endpoint: { type: 'string' },
  model: { type: 'string' },
  strategy: { type: 'string' },
  seed: { type: 'string' },
  temperature: { type: 'string' },
  context: { type: 'string' },
  'first-token-seconds': { type: 'string' },
  'stall-seconds': { type: 'string' },
  out: { type: 'string' },
  errors: { type: 'string' },
  concurrency: { type: 'string' },
  tries: { type: 'string' },
  'retry-seconds': { type: 'string' },
} as const

type Values = { readonly [Name in keyof typeof OPTIONS]?: string | boolean | undefined }

const BATCH_ONLY = ['out', 'errors', 'concurrency', 'tries', 'retry-seconds'] as const

/** @throws UsageError */
export function parseCommand(args: readonly string[], environment: NodeJS.ProcessEnv): Command {
  const { values, positionals } = readArguments(args)
  const [name, file, ...rest] = positionals
  if (values.help || name === undefined || name === 'help') return { kind: 'help' }
  if (name !== 'reason' && name !== 'batch') throw new UsageError(`There is no command "${name}".`)
  if (file === undefined) throw new UsageError(`Which file? ${name} takes one.`)
  if (rest.length > 0) throw new UsageError(`${name} takes one file, not also "${rest[0]}".`)
  const seed = readNumber(values, 'seed', { fallback: 1, minimum: 0, maximum: 0xffffffff })
  const engine = readEngine(values, environment, name === 'batch' ? 600 : 60)
  if (name === 'reason') {
    const stray = BATCH_ONLY.find((option) => values[option] !== undefined)
    if (stray) throw new UsageError(`--${stray} belongs to batch.`)
    return { kind: 'reason', file, engine, seed, isJson: values.json === true }
  }
  const out = readText(values, 'out')
  if (out === null) throw new UsageError('Where to write? batch needs --out FILE.')
  const errors = readText(values, 'errors') ?? `${out.replace(/\.jsonl$/, '')}.errors.jsonl`
  return {
    kind: 'batch',
    file,
    engine,
    seed,
    out,
    errors,
    concurrency: readNumber(values, 'concurrency', { fallback: 8, minimum: 1, maximum: 4096 }),
    tries: readNumber(values, 'tries', { fallback: 6, minimum: 1, maximum: 100 }),
    retryMs: 1000 * readNumber(values, 'retry-seconds', { fallback: 1, minimum: 0, isFraction: true }),
  }
}

function readArguments(args: readonly string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

function readText(values: Values, name: keyof Values): string | null {
  const value = values[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function readNumber(
  values: Values,
  name: keyof Values,
  bounds: { fallback: number; minimum: number; maximum?: number; isFraction?: boolean },
): number {
  const text = readText(values, name)
  if (text === null) return bounds.fallback
  const value = Number(text)
  const { minimum, maximum = Infinity, isFraction = false } = bounds
  const isRight = Number.isFinite(value) && value >= minimum && value <= maximum
  if (isRight && (isFraction || Number.isInteger(value))) return value
  const upTo = maximum === Infinity ? '' : ` up to ${maximum}`
  throw new UsageError(
    `--${name} takes ${isFraction ? 'a number' : 'a whole number'} from ${minimum}${upTo}, not "${text}".`,
  )
}

function readEngine(
  values: Values,
  environment: NodeJS.ProcessEnv,
  firstTokenSeconds: number,
): EngineOptions {
  const endpoint = readText(values, 'endpoint')
  const engine = readText(values, 'engine') ?? (endpoint === null ? 'knowledge' : 'openai')
  if (engine === 'knowledge') {
    if (endpoint !== null)
      throw new UsageError('--engine knowledge needs no --endpoint; leave one of them out.')
    return { engine }
  }
  if (engine !== 'openai')
    throw new UsageError(
      `--engine takes knowledge or openai here, not "${engine}"; the others need a browser.`,
    )
  const model = readText(values, 'model')
  if (endpoint === null) throw new UsageError('--engine openai needs --endpoint URL.')
  if (model === null) throw new UsageError('--engine openai needs --model NAME.')
  const strategy = readText(values, 'strategy') ?? DEFAULT_STRATEGY
  if (!isStrategyName(strategy))
    throw new UsageError(`--strategy takes ${STRATEGY_NAMES.join(', ')}, not "${strategy}".`)
  const seconds = (name: 'first-token-seconds' | 'stall-seconds', fallback: number) =>
    1000 * readNumber(values, name, { fallback, minimum: 1 })
  return {
    engine,
    endpoint,
    model,
    apiKey: environment['ROUNDS_API_KEY'] || null,
    strategy,
    temperature:
      readText(values, 'temperature') === null
        ? null
        : readNumber(values, 'temperature', { fallback: 0, minimum: 0, maximum: 2, isFraction: true }),
    contextTokens:
      readText(values, 'context') === null
        ? null
        : readNumber(values, 'context', { fallback: 0, minimum: 1 }),
    firstTokenMs: seconds('first-token-seconds', firstTokenSeconds),
    stallMs: seconds('stall-seconds', 60),
  }
}

function isStrategyName(name: string): name is StrategyId {
  return STRATEGY_NAMES.some((known) => known === name)
}
