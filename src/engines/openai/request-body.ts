import type { Generation, Message } from '../engine'
import { describeSchema } from './describe-schema'

/** What a server turned out to understand. Each call starts with what the last one learned. */
export interface Dialect {
  /** How it is told the answer's shape: by a schema it enforces, as any JSON object, or only in words. */
  readonly format: 'json-schema' | 'json-object' | 'words'
  readonly hasUsage: boolean
  /** Which field bounds the answer; `none` leaves the bound to the server, which is the room left in its context. */
  readonly limit: 'max_tokens' | 'max_completion_tokens' | 'none'
}

export const FULL_DIALECT: Dialect = { format: 'json-schema', hasUsage: true, limit: 'max_tokens' }

function withShape(messages: readonly Message[], shape: string): readonly Message[] {
  const last = messages.at(-1)
  if (last?.role !== 'user') return [...messages, { role: 'user', content: shape }]
  return [...messages.slice(0, -1), { role: 'user', content: `${last.content}\n\n${shape}` }]
}

function responseFormat({ schema }: Generation, { format }: Dialect): object {
  if (!schema || format === 'words') return {}
  if (format === 'json-object') return { response_format: { type: 'json_object' } }
  return {
    response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
  }
}

/** The body of a streamed chat completion. The messages start alike in every dialect, so that what was read is reused. */
export function toRequestBody(
  model: string,
  request: Generation,
  dialect: Dialect,
): Readonly<Record<string, unknown>> {
  const { schema, messages, maxTokens, temperature, seed } = request
  const told =
    schema && dialect.format !== 'json-schema' ? withShape(messages, describeSchema(schema)) : messages
  return {
    model,
    messages: told.map(({ role, content }) => ({ role, content })),
    ...responseFormat(request, dialect),
    ...(dialect.limit === 'none' ? {} : { [dialect.limit]: maxTokens }),
    temperature,
    seed,
    stream: true,
    ...(dialect.hasUsage ? { stream_options: { include_usage: true } } : {}),
  }
}

const CAN_BE_ABOUT_A_FIELD = [400, 422, 500, 501]
const NAMES_COMPLETION_FIELD = /max_completion_tokens['"`]? instead|use ['"`]?max_completion_tokens/i
const NAMES_USAGE = /stream_options|include_usage/i
const NAMES_FORMAT =
  /response[_ ]?format|json[_ ]?(schema|object)|grammar|guided|structured[_ ]output|xgrammar|outlines|schema/i

export const OVERFLOW =
  /context[_ ](length|size|window)|maximum context|exceed_context|exceeds the (available|maximum|model)|max_model_len|longer than the maximum model length|prompt is too long|too many tokens|context the overflows/i

/**
 * What to try after a refusal: the same request with one thing less, or null when nothing in it explains the refusal. No chain
 * of them is longer than five.
 */
export function adaptDialect(
  dialect: Dialect,
  refusal: { readonly status: number; readonly words: string },
  hasSchema: boolean,
): Dialect | null {
  const { status, words } = refusal
  if (!CAN_BE_ABOUT_A_FIELD.includes(status)) return null
  if (NAMES_COMPLETION_FIELD.test(words) && dialect.limit === 'max_tokens')
    return { ...dialect, limit: 'max_completion_tokens' }
  // vLLM counts the answer's bound in; ours is the worst case of a schema and may well be past its context.
  if (OVERFLOW.test(words)) return dialect.limit === 'none' ? null : { ...dialect, limit: 'none' }
  if (NAMES_USAGE.test(words) && dialect.hasUsage) return { ...dialect, hasUsage: false }
  if (!hasSchema || !NAMES_FORMAT.test(words)) return null
  if (dialect.format === 'json-schema') return { ...dialect, format: 'json-object' }
  return dialect.format === 'json-object' ? { ...dialect, format: 'words' } : null
}
