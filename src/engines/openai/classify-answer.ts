import type { RunFailureCode } from '../../domain/run'
import { engineFailure, isEngineFailure, type EngineFailure } from '../engine'
import { OVERFLOW } from './request-body'

/** More of an error page than this tells nobody anything. */
const DETAIL_LENGTH = 500

/** A server's refusal as it came: HTTP status and its own words. */
export interface Refusal {
  readonly status: number
  readonly words: string
  readonly retryAfterMs: number | null
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The words of an error as servers shape it: `{error: {message}}`, `{error: '…'}`, `{message}` or `{detail}`; else null. */
export function readErrorWords(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (!isRecord(value)) return null
  const { error, message, detail, code, type } = value
  if (typeof message === 'string')
    return [message, ...[code, type].filter((part) => typeof part === 'string')].join(' · ')
  if (error !== undefined && error !== null) return readErrorWords(error) ?? JSON.stringify(error)
  if (detail === undefined || detail === null) return null
  return typeof detail === 'string' ? detail : JSON.stringify(detail)
}

/** An error answer's words; pages in HTML, which come from whatever stands before the server, are left out. */
export function readBodyWords(text: string): string {
  const trimmed = text.trim()
  if (trimmed.startsWith('<')) return ''
  try {
    return readErrorWords(JSON.parse(trimmed)) ?? trimmed
  } catch {
    return trimmed // not JSON: its own words then
  }
}

/** `Retry-After` as milliseconds, given in seconds or as a date; null where it says neither. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

const RETRY_AFTER = /\(retry after (\d+) s\)/

/** The wait that a failure's detail asks for, as `classifyRefusal` writes it; null where it asks for none. */
export function readRetryAfterMs(detail: string): number | null {
  const seconds = RETRY_AFTER.exec(detail)?.[1]
  return seconds === undefined ? null : Number(seconds) * 1000
}

function codeOf({ status, words }: Refusal): RunFailureCode {
  if (status === 401 || status === 403 || status === 407) return 'server-refused'
  if (status === 404 || status === 405 || status === 410) return 'server-missing'
  if (status === 429) return 'server-busy'
  if (status === 413 || OVERFLOW.test(words)) return 'context-overflow'
  return 'server-error'
}

/** A key that the server repeats in its words ("Incorrect API key provided: …") stays out of logs and exports. */
export function hideKey(words: string, apiKey: string | null): string {
  return apiKey === null || apiKey === '' ? words : words.replaceAll(apiKey, '…')
}

export function classifyRefusal(refusal: Refusal, apiKey: string | null): EngineFailure {
  const { status, words, retryAfterMs } = refusal
  const wait = retryAfterMs === null ? '' : ` (retry after ${Math.ceil(retryAfterMs / 1000)} s)`
  const said = hideKey(words, apiKey).slice(0, DETAIL_LENGTH)
  return engineFailure(codeOf(refusal), `HTTP ${status}${wait}${said === '' ? '' : `: ${said}`}`)
}

/** An error that came in mid-stream, after the server had answered 200. */
export function classifyStreamError(value: unknown, apiKey: string | null): EngineFailure {
  const words = hideKey(readErrorWords(value) ?? JSON.stringify(value), apiKey).slice(0, DETAIL_LENGTH)
  return engineFailure(OVERFLOW.test(words) ? 'context-overflow' : 'server-error', words)
}

/** Words of a thrown error with those of its causes: Node keeps "connection refused" there, browsers tell nothing. */
function describeThrown(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? error.cause : null
  const code = cause && 'code' in cause && typeof cause.code === 'string' ? cause.code : null
  return [error.message, ...(cause ? [cause.message || code] : [])].filter(Boolean).join(': ')
}

/** Why no answer came: browsers throw the same for a server that is down, one without CORS, and a policy's veto. */
export function classifyFetchError(error: unknown): EngineFailure {
  if (isEngineFailure(error)) return error
  return engineFailure('server-unreachable', describeThrown(error), error)
}

/** Why an answer that had begun broke off. */
export function classifyReadError(error: unknown): EngineFailure {
  if (isEngineFailure(error)) return error
  return engineFailure('answer-cut', describeThrown(error), error)
}
