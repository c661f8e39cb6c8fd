import { MAX_ENTRIES } from '../../domain/differential'
import { DIRECTIONS, STEP_KINDS } from '../../domain/reasoning-step'
import type { JsonSchema } from '../../engines'

/** Most items and characters of an answer, by hand, so that a weak model still comes to an end. */
export interface StructuredLimits {
  readonly steps: number
  readonly stepLength: number
  readonly quotes: number
  readonly quoteLength: number
  readonly hypotheses: number
  readonly diagnosisLength: number
  readonly entries: number
  readonly nextTestLength: number
}

export const STRUCTURED_LIMITS: StructuredLimits = {
  steps: 12,
  stepLength: 280,
  quotes: 3,
  quoteLength: 120,
  hypotheses: 3,
  diagnosisLength: 60,
  entries: MAX_ENTRIES,
  nextTestLength: 80,
}

/** The kinds a model may give a step; the problem representation has a place of its own. */
export const ANSWER_STEP_KINDS = STEP_KINDS.filter((kind) => kind !== 'problem-representation')

// Without the two characters that JSON escapes, without brackets, which grammar compilers read differently, and without signs
// that steer the direction of text. Letters of the scripts that cases come in, so that quotes can be word for word; llama.cpp's
// grammar keeps their UTF-8 whole even for random weights (a test holds it to that).
const LETTERS = 'A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿぁ-ヿ一-鿿가-힣'
const FIRST = `${LETTERS}0-9(<>+~≤≥–`
const REST = `${LETTERS}0-9 ,.;:()/%+'<>=*#&?!~°µ±×·≤≥–—‘’“”¹²³⁰⁴-⁹⁺⁻₀-₉、。-`

/** One line of text of 1 to `length` characters that doesn't begin with a blank. */
function line(length: number): JsonSchema {
  return { type: 'string', pattern: `^[${FIRST}][${REST}]{0,${length - 1}}$`, maxLength: length }
}

function optionalLine(length: number): JsonSchema {
  return { type: 'string', pattern: `^[${REST}]{0,${length}}$`, maxLength: length }
}

function record(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

function list(items: JsonSchema, minItems: number, maxItems: number): JsonSchema {
  return { type: 'array', items, minItems, maxItems }
}

/** What the model writes, once it has been checked against `structuredSchema`. Step numbers count from 1. */
export interface StructuredStep {
  readonly kind: (typeof ANSWER_STEP_KINDS)[number]
  readonly text: string
  readonly quotes: readonly string[]
  readonly hypotheses: readonly {
    readonly diagnosis: string
    readonly direction: (typeof DIRECTIONS)[number]
  }[]
}

export interface StructuredEntry {
  readonly diagnosis: string
  readonly percent: number
  readonly for: readonly number[]
  readonly against: readonly number[]
  readonly cantMiss: boolean
  readonly nextTest: string
}

export interface StructuredSchemas {
  readonly answer: JsonSchema
  readonly problemRepresentation: JsonSchema
  readonly step: JsonSchema
  readonly entry: JsonSchema
  readonly differential: JsonSchema
}

/**
 * The schema of one answer: problem representation, steps, differential, in this order. `acceptedSteps` are those of an earlier
 * run, whose numbers the differential may cite too.
 */
export function structuredSchemas(limits: StructuredLimits, acceptedSteps: number): StructuredSchemas {
  const stepNumbers = list(
    { type: 'integer', minimum: 1, maximum: acceptedSteps + limits.steps },
    0,
    Math.min(6, acceptedSteps + limits.steps),
  )
  const problemRepresentation = line(limits.stepLength)
  const step = record({
    kind: { type: 'string', enum: ANSWER_STEP_KINDS },
    text: line(limits.stepLength),
    quotes: list(line(limits.quoteLength), 0, limits.quotes),
    hypotheses: list(
      record({ diagnosis: line(limits.diagnosisLength), direction: { type: 'string', enum: DIRECTIONS } }),
      0,
      limits.hypotheses,
    ),
  })
  const entry = record({
    diagnosis: line(limits.diagnosisLength),
    percent: { type: 'integer', minimum: 0, maximum: 100 },
    for: stepNumbers,
    against: stepNumbers,
    cantMiss: { type: 'boolean' },
    nextTest: optionalLine(limits.nextTestLength),
  })
  const differential = list(entry, 1, limits.entries)
  const answer = record({ problemRepresentation, steps: list(step, 1, limits.steps), differential })
  return { answer, problemRepresentation, step, entry, differential }
}
