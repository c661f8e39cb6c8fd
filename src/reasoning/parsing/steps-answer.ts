import type { DifferentialRevision } from '../../domain/differential'
import { createQuoteLocator } from '../../domain/locate-quote'
import type { StepAuthor } from '../../domain/reasoning-step'
import type { JsonSchema } from '../../engines'
import type { AnswerEntry, AnswerStep, AnswerStepKind } from '../strategies/answer-schema'
import { findViolation } from '../strategies/bounded-schema'
import type { ObjectSchema } from '../strategies/schema-parts'
import {
  answerFault,
  isAnswerFault,
  type AnswerEvent,
  type AnswerFault,
  type AnswerReader,
} from '../strategies/strategy'
import { createIncrementalJson, isJsonFault, type JsonPart } from './incremental-json'
import { toDifferential } from './to-differential'
import { toStepDraft } from './to-step-draft'

/** What the reader needs besides the text. */
export interface StepsAnswerContext {
  readonly presentation: string
  readonly schema: ObjectSchema
  /** Index of the first step of this answer. */
  readonly firstIndex: number
  /** Fields of the answer that are lists of steps, and the kind that each of their steps has; null where a step says its own. */
  readonly places: Readonly<Record<string, AnswerStepKind | null>>
  /** The steps are several ways to put one step, and all have its index. */
  readonly isOnePlace?: boolean
  readonly author?: StepAuthor
  /** The ranking that this answer's differential revises; its `reason` field says why. */
  readonly revises?: DifferentialRevision['before']
}

/** Checks a value against its schema; after that its type is what the schema says. */
export function check<T>(schema: JsonSchema, value: unknown, path: string): T {
  const violation = findViolation(schema, value, path)
  if (violation) throw answerFault(`expected ${violation.expected} at ${violation.path}`)
  return value as T // `T` is the schema written as a type, and the value has just passed the schema
}

/**
 * An incremental reader out of a function of JSON parts. Events before a fault are given first, and the next call throws, so that
 * nothing depends on how the text is cut.
 */
export function createPartsReader(readPart: (part: JsonPart) => AnswerEvent[]): {
  push(text: string): AnswerEvent[]
  end(): AnswerEvent[]
} {
  const json = createIncrementalJson()
  let fault: AnswerFault | null = null

  function read(take: () => JsonPart[]): AnswerEvent[] {
    if (fault) throw fault
    const events: AnswerEvent[] = []
    try {
      for (const part of take()) events.push(...readPart(part))
    } catch (error) {
      if (isJsonFault(error)) fault = answerFault(error.message, error)
      else if (isAnswerFault(error)) fault = error
      else throw error
      if (events.length === 0) throw fault
    }
    return events
  }

  return { push: (text) => read(() => json.push(text)), end: () => read(() => json.end()) }
}

/** The schema of one field of an object. */
export function fieldOf(schema: JsonSchema, field: string): JsonSchema {
  const found = schema.type === 'object' ? schema.properties[field] : undefined
  if (!found) throw answerFault(`expected no such property at /${field}`)
  return found
}

function itemsOf(schema: JsonSchema): JsonSchema {
  if (schema.type !== 'array') throw new Error('a list of steps has no list schema')
  return schema.items
}

/**
 * Reads an answer made of lists of steps, a problem representation and a differential, each where its schema has it, into events
 * as far as it has come. Steps are numbered in the order they are written, across the lists.
 */
export function createStepsAnswerReader(context: StepsAnswerContext): AnswerReader {
  const { schema, firstIndex, places, author, isOnePlace = false } = context
  const locate = createQuoteLocator(context.presentation)
  let completed = 0
  let isStarted = false
  /** Text that came before the kind of its step was known. */
  let heldText = ''

  const indexNow = () => firstIndex + (isOnePlace ? 0 : completed)

  function start(stepKind: AnswerStepKind): AnswerEvent[] {
    const index = indexNow()
    const events: AnswerEvent[] = [{ kind: 'step-started', index, stepKind }]
    if (heldText !== '') events.push({ kind: 'text-delta', index, text: heldText })
    isStarted = true
    heldText = ''
    return events
  }

  function complete(value: unknown, list: string, place: number): AnswerEvent[] {
    const step = check<AnswerStep>(itemsOf(fieldOf(schema, list)), value, `/${list}/${place}`)
    const index = indexNow()
    const draft = toStepDraft(step, places[list] ?? null, index, locate)
    isStarted = false
    completed += 1
    return [{ kind: 'step-completed', step: author ? { ...draft, author } : draft }]
  }

  function readStepPart(part: JsonPart, list: string, place: number): AnswerEvent[] {
    if (part.path.length === 2) return part.kind === 'value' ? complete(part.value, list, place) : []
    const events: AnswerEvent[] = []
    const fixedKind = places[list]
    if (fixedKind && !isStarted) events.push(...start(fixedKind))
    const field = part.path[2]
    if (part.kind === 'string-delta') {
      if (field !== 'text' || part.path.length !== 3) return events
      if (isStarted) events.push({ kind: 'text-delta', index: indexNow(), text: part.text })
      else heldText += part.text
    } else if (field === 'kind' && part.path.length === 3 && !fixedKind) {
      const kinds = fieldOf(itemsOf(fieldOf(schema, list)), 'kind')
      events.push(...start(check<AnswerStepKind>(kinds, part.value, `/${list}/${place}/kind`)))
    }
    return events
  }

  function readPart(part: JsonPart): AnswerEvent[] {
    const [field, place] = part.path
    if (typeof field === 'string' && Object.hasOwn(places, field) && typeof place === 'number')
      return readStepPart(part, field, place)
    if (part.kind !== 'value') return []
    if (field === 'problemRepresentation' && part.path.length === 1) {
      const text = check<string>(fieldOf(schema, field), part.value, `/${field}`)
      return [{ kind: 'problem-representation', text: text.trim() }]
    }
    if (part.path.length > 0) return []
    // The whole, which also says that nothing is missing.
    const answer = check<{ differential?: AnswerEntry[]; reason?: string }>(schema, part.value, '')
    if (!answer.differential) return []
    const stepCount = firstIndex + completed
    const differential = toDifferential(answer.differential, stepCount)
    const { revises: before } = context
    const revised = before
      ? { ...differential, revision: { before, reason: answer.reason?.trim() ?? '' } }
      : differential
    return [{ kind: 'differential-updated', afterStep: stepCount - 1, differential: revised }]
  }

  return createPartsReader(readPart)
}
