import type { CaseStage, ClinicalCase, ReferenceStatement, StageKind } from '../../../domain/case'
import type { CaseId } from '../../../domain/ids'
import case01 from './01-pain-between-the-shoulders.json'
import case02 from './02-breathless-after-a-cast.json'
import case03 from './03-student-with-headache.json'
import case04 from './04-pain-on-chewing.json'
import case05 from './05-bruises-and-confusion.json'
import case06 from './06-collapse-at-work.json'
import case07 from './07-tired-and-tanned.json'
import case08 from './08-weak-legs.json'
import case09 from './09-weeks-of-sweats.json'
import case10 from './10-back-pain-and-thirst.json'
import case11 from './11-tired-since-spring.json'
import case12 from './12-dark-urine-and-a-cold.json'
import case13 from './13-five-days-of-fever.json'
import case14 from './14-better-sitting-up.json'
import case15 from './15-sore-shins-and-a-cough.json'
import case16 from './16-clumsy-hands-at-seventeen.json'

/** A case written for Rounds. Fictional: no real patient is behind it. */
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

const BETWEEN_STAGES = '\n\n'

/** The sixteen cases, in the order of their numbers. */
export function loadTeachingCases(): readonly TeachingCase[] {
  const cases = [
    case01,
    case02,
    case03,
    case04,
    case05,
    case06,
    case07,
    case08,
    case09,
    case10,
    case11,
    case12,
    case13,
    case14,
    case15,
    case16,
  ]
  return cases as unknown as readonly TeachingCase[] // JSON modules widen the stage kinds; the test holds them
}

/** Always the same for a case, so that it is never added twice. */
export function teachingCaseId(slug: string): CaseId {
  return `teaching-${slug}` as CaseId
}

/** A teaching case as a library case; stage spans are UTF-16 offsets into the joined presentation. */
export function toClinicalCase(teaching: TeachingCase, id: CaseId, at: number): ClinicalCase {
  let start = 0
  const stages = teaching.stages.map(({ kind, title, text }): CaseStage => {
    const span = { start, end: start + text.length }
    start = span.end + BETWEEN_STAGES.length
    return { kind, title, span }
  })
  const {
    title,
    specialty,
    goldDiagnosis,
    referenceReasoning,
    expectedDifferential,
    cantMiss,
    teachingPoints,
  } = teaching
  return {
    id,
    revision: 1,
    title,
    presentation: teaching.stages.map(({ text }) => text).join(BETWEEN_STAGES),
    stages,
    source: 'teaching',
    specialty,
    isFictional: true,
    goldDiagnosis,
    referenceReasoning,
    expectedDifferential,
    cantMiss,
    teachingPoints,
    citation: 'Written for Rounds. Fictional.',
    extra: {},
    createdAt: at,
    updatedAt: at,
  }
}
