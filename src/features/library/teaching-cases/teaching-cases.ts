import type { ClinicalCase, ReferenceStatement, StageKind } from '../../../domain/case'
import type { CaseId } from '../../../domain/ids'
import tearingPain from './01-tearing-pain-at-the-wheel.json'
import breathlessAfterCast from './02-breathless-after-a-cast.json'
import feverishStudent from './03-feverish-student.json'
import combingHurts from './04-combing-hurts.json'
import bruisesAndConfusion from './05-bruises-and-confusion.json'
import collapseInKitchen from './06-collapse-in-the-kitchen.json'
import winterTan from './07-tan-in-winter.json'
import trippingOnStairs from './08-tripping-on-stairs.json'
import fiveWeeksOfSweats from './09-five-weeks-of-sweats.json'
import backPainAndThirst from './10-back-pain-and-thirst.json'
import ironThatNeverRises from './11-iron-that-never-rises.json'
import darkUrine from './12-dark-urine-after-a-cold.json'
import miserableToddler from './13-miserable-toddler.json'
import leaningForward from './14-better-leaning-forward.json'
import shinsAndAnkles from './15-shins-and-ankles.json'
import spilledTea from './16-spilled-tea.json'

/** A fictional case as written down: stages carry their own text, so that spans can't go wrong by hand. */
export interface TeachingCase {
  readonly slug: string
  readonly title: string
  readonly specialty: string
  readonly stages: readonly { readonly kind: StageKind; readonly title: string; readonly text: string }[]
  readonly goldDiagnosis: string
  readonly referenceReasoning: readonly ReferenceStatement[]
  readonly expectedDifferential: readonly string[]
  readonly cantMiss: readonly string[]
  readonly teachingPoints: readonly string[]
}

const STAGE_BREAK = '\n\n'

// JSON types a stage's kind as text only; the tests hold every kind to the list of the domain.
const teachingCases = [
  tearingPain,
  breathlessAfterCast,
  feverishStudent,
  combingHurts,
  bruisesAndConfusion,
  collapseInKitchen,
  winterTan,
  trippingOnStairs,
  fiveWeeksOfSweats,
  backPainAndThirst,
  ironThatNeverRises,
  darkUrine,
  miserableToddler,
  leaningForward,
  shinsAndAnkles,
  spilledTea,
] as readonly TeachingCase[]

/** The sixteen fictional cases that ship with Rounds, in their order. */
export function loadTeachingCases(): readonly TeachingCase[] {
  return teachingCases
}

/** The same id on every machine, so that seeding twice adds nothing and bundles merge. */
export function teachingCaseId(slug: string): CaseId {
  return `teaching-${slug}` as CaseId
}

/**
 * The first revision of a teaching case, as the library keeps it. The stages' texts are joined with a blank
 * line; spans are half-open, in UTF-16 code units of the presentation.
 *
 * @param at milliseconds since the epoch, for both dates
 */
export function toClinicalCase(teaching: TeachingCase, id: CaseId, at: number): ClinicalCase {
  let presentation = ''
  const stages = teaching.stages.map(({ kind, title, text }, index) => {
    if (index > 0) presentation += STAGE_BREAK
    const start = presentation.length
    presentation += text
    return { kind, title, span: { start, end: presentation.length } }
  })
  return {
    id,
    revision: 1,
    title: teaching.title,
    presentation,
    stages,
    source: 'teaching',
    specialty: teaching.specialty,
    isFictional: true,
    goldDiagnosis: teaching.goldDiagnosis,
    referenceReasoning: teaching.referenceReasoning,
    expectedDifferential: teaching.expectedDifferential,
    cantMiss: teaching.cantMiss,
    teachingPoints: teaching.teachingPoints,
    citation: 'Written for Rounds. Fictional.',
    extra: {},
    createdAt: at,
    updatedAt: at,
  }
}
