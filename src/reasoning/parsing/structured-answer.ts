import { createQuoteLocator } from '../../domain/locate-quote'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import type { JsonSchema } from '../../engines'
import { findViolation } from '../strategies/bounded-schema'
import {
  answerFault,
  isAnswerFault,
  type AnswerEvent,
  type AnswerFault,
  type AnswerReader,
} from '../strategies/strategy'
import type { StructuredEntry, StructuredSchemas, StructuredStep } from '../strategies/structured-schema'
import { createIncrementalJson, isJsonFault, type JsonPart } from './incremental-json'
import { toDifferential } from './structured-differential'

/** What the reader needs besides the text. */
export interface StructuredAnswerContext {
  readonly presentation: string
  readonly schemas: StructuredSchemas
  /** Index of the first step of this answer. */
  readonly firstIndex: number
}

/** Checks a part against its schema; after that its type is what the schema says. */
function check<T>(schema: JsonSchema, value: unknown, path: string): T {
  const violation = findViolation(schema, value, path)
  if (violation) throw answerFault(`expected ${violation.expected} at ${violation.path}`)
  return value as T // `T` is the schema written as a type, and the value has just passed the schema
}

/** Reads an answer of the structured strategy into events, as far as it has come. */
export function createStructuredAnswerReader(context: StructuredAnswerContext): AnswerReader {
  const { schemas, firstIndex } = context
  const locate = createQuoteLocator(context.presentation)
  const json = createIncrementalJson()
  /** Place of the step whose kind is known, and text that came before its kind. */
  let startedStep = -1
  let heldText = ''
  let fault: AnswerFault | null = null

  function completeStep(value: unknown, place: number): ReasoningStepDraft {
    const step = check<StructuredStep>(schemas.step, value, `/steps/${place}`)
    return {
      index: firstIndex + place,
      kind: step.kind,
      text: step.text.trim(),
      quotes: step.quotes.map((quote) => ({ text: quote.trim(), span: locate(quote) })),
      hypotheses: step.hypotheses.map(({ diagnosis, direction }) => ({
        diagnosis: diagnosis.trim(),
        diseaseId: null,
        direction,
        likelihoodRatio: null,
      })),
    }
  }

  function readStepPart(part: JsonPart, place: number): AnswerEvent[] {
    const index = firstIndex + place
    const field = part.path[2]
    if (part.kind === 'string-delta') {
      if (field !== 'text' || part.path.length !== 3) return []
      if (startedStep === place) return [{ kind: 'text-delta', index, text: part.text }]
      heldText += part.text
      return []
    }
    if (part.path.length === 2) return [{ kind: 'step-completed', step: completeStep(part.value, place) }]
    if (field !== 'kind' || part.path.length !== 3) return []
    const stepKind = check<StructuredStep['kind']>(
      kindSchema(schemas.step),
      part.value,
      `/steps/${place}/kind`,
    )
    const events: AnswerEvent[] = [{ kind: 'step-started', index, stepKind }]
    if (heldText !== '') events.push({ kind: 'text-delta', index, text: heldText })
    startedStep = place
    heldText = ''
    return events
  }

  function readPart(part: JsonPart): AnswerEvent[] {
    const [field, place] = part.path
    if (field === 'steps' && typeof place === 'number') return readStepPart(part, place)
    if (part.kind !== 'value') return []
    if (field === 'problemRepresentation') {
      const text = check<string>(schemas.problemRepresentation, part.value, '/problemRepresentation')
      return [{ kind: 'problem-representation', text: text.trim() }]
    }
    if (part.path.length > 0) return []
    // The whole, which also says that nothing is missing. The differential waits for it, to know how many steps there are.
    const answer = check<{ steps: StructuredStep[]; differential: StructuredEntry[] }>(
      schemas.answer,
      part.value,
      '',
    )
    const stepCount = firstIndex + answer.steps.length
    const differential = toDifferential(answer.differential, stepCount)
    return [{ kind: 'differential-updated', afterStep: stepCount - 1, differential }]
  }

  /** Events before a fault are given first, and the next call throws, so that nothing depends on how the text is cut. */
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

function kindSchema(step: JsonSchema): JsonSchema {
  const kind = step.type === 'object' ? step.properties['kind'] : undefined
  if (!kind) throw new Error('the schema of a step has no kind')
  return kind
}
