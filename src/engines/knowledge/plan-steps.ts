import type { Finding } from '../../domain/finding'
import type { HypothesisTouch, Quote, ReasoningStepDraft, StepKind } from '../../domain/reasoning-step'
import type { CompiledPack } from '../../knowledge/extraction/compile-pack'
import type { Extraction } from '../../knowledge/extraction/extract-findings'
import { listCantMiss } from '../../knowledge/likelihood/cant-miss'
import { findNextQuestions } from '../../knowledge/likelihood/next-question'
import { pickNextTest, wordsOfCase } from '../../knowledge/likelihood/pick-next-test'
import { type Candidate, type Posterior, computePosterior } from '../../knowledge/likelihood/posterior'
import { prepareCase } from '../../knowledge/likelihood/rank-case'
import type { WordFit } from '../../knowledge/likelihood/word-fit'
import { asSentence, inSentence, joinList, nameFinding, writePercent, writeRatio } from './wording'

/** A step with the ranking after it; the ranking is null where the step doesn't move it. */
export interface PlannedStep {
  readonly step: ReasoningStepDraft
  readonly posterior: Posterior | null
}

export interface Plan {
  readonly problemRepresentation: string
  readonly steps: readonly PlannedStep[]
}

const MOST_SUPPORT_STEPS = 6
const MOST_REFUTE_STEPS = 2
const MOST_QUOTES = 6
const MOVED = 1.3
/** Where nothing was recognised, age and sex alone are no reason to name a diagnosis. */
const NOTHING_RANKED: Posterior = { candidates: [], noneOfThese: 1, totalOdds: 1 }

/** Lays out the whole reasoning about a case, in a clinician's order. Pure and deterministic. */
export function planSteps(presentation: string, extraction: Extraction, compiled: CompiledPack): Plan {
  const { evidence, who, context } = prepareCase(compiled, presentation, extraction)
  // The words as a whole come in last: until then the findings alone move the list.
  const { wordFit, ...findingsOnly } = context
  const rank = (findings: readonly Finding[], isWhole = false) =>
    computePosterior(compiled, findings, who, isWhole ? context : findingsOnly)
  const final = rank(evidence, true)
  const planned: PlannedStep[] = []
  const taken: Finding[] = []

  const quote = (finding: Pick<Finding, 'span'>): Quote => ({
    text: presentation.slice(finding.span.start, finding.span.end),
    span: finding.span,
  })
  const add = (
    kind: StepKind,
    text: string,
    findings: readonly Pick<Finding, 'span'>[],
    hypotheses: readonly HypothesisTouch[],
    moves: boolean,
    isWhole = false,
  ) => {
    const step = {
      index: planned.length,
      kind,
      text,
      quotes: findings.slice(0, MOST_QUOTES).map(quote),
      hypotheses,
    }
    const ranked = () => (evidence.length === 0 ? NOTHING_RANKED : rank(taken, isWhole))
    planned.push({ step, posterior: moves ? ranked() : null })
  }

  const impact = rankByImpact(evidence, final)
  const present = impact.filter(({ polarity }) => polarity === 'present')
  const absent = impact.filter(({ polarity }) => polarity === 'absent')
  const problemRepresentation = representProblem(extraction, inConsultOrder(present.slice(0, 4), compiled))
  const demographicSpans = [extraction.age, extraction.sex].flatMap((reading) => (reading ? [reading] : []))
  add('problem-representation', problemRepresentation, demographicSpans, [], true)

  if (evidence.length === 0) {
    add(
      'conclude',
      'No finding that the knowledge pack knows was recognised in this text, so no diagnosis can be ranked: none of these.',
      [],
      [],
      true,
    )
    return { problemRepresentation, steps: planned }
  }

  if (present.length > 0)
    add(
      'finding',
      `The case states ${joinList(present.slice(0, MOST_QUOTES).map(nameFinding))}.`,
      present,
      [],
      false,
    )
  if (absent.length > 0)
    add(
      'finding',
      `Pertinent negatives: ${joinList(absent.slice(0, MOST_QUOTES).map(nameFinding))}.`,
      absent,
      [],
      false,
    )

  const opening = chooseOpening(present, compiled)
  taken.push(...opening)
  const first = rank(taken).candidates.slice(0, 4)
  add(
    'hypothesis',
    `${asSentence(joinList(opening.map(nameFinding)))} at this age and sex bring up ${joinList(first.map(({ disease }) => inSentence(disease.name)))}.`,
    opening,
    first.map((candidate) => touch(candidate, opening)),
    true,
  )

  const supporting = present.filter((finding) => !opening.includes(finding)).slice(0, MOST_SUPPORT_STEPS)
  for (const finding of inConsultOrder(supporting, compiled)) {
    taken.push(finding)
    const { text, hypotheses } = describeMove(finding, final)
    add('support', text, [finding], hypotheses, true)
  }
  const lowering = absent.filter((finding) => describeMove(finding, final).hypotheses.length > 0)
  for (const finding of lowering.slice(0, MOST_REFUTE_STEPS)) {
    taken.push(finding)
    const { text, hypotheses } = describeMove(finding, final)
    add('refute', text, [finding], hypotheses, true)
  }
  const rest = impact.filter((finding) => !taken.includes(finding))
  if (rest.length > 0) {
    taken.push(...rest)
    add(
      'support',
      `The other findings move the list less: ${joinList(rest.slice(0, 8).map(nameFinding))}${rest.length > 8 ? `, and ${rest.length - 8} more` : ''}.`,
      rest,
      [],
      true,
    )
  }
  const fitting = final.candidates.filter(({ wording }) => wording >= MOVED).slice(0, 3)
  if (wordFit && fitting.length > 0)
    add(
      'support',
      describeWords(fitting, wordFit),
      [],
      fitting.map(({ disease, wording }) => ({
        diagnosis: disease.name,
        diseaseId: disease.id,
        direction: 'for',
        likelihoodRatio: wording,
      })),
      true,
      true,
    )
  addClosing(final, wordsOfCase(presentation), compiled, extraction, add)
  return { problemRepresentation, steps: planned }
}

type Add = (
  kind: StepKind,
  text: string,
  findings: readonly Pick<Finding, 'span'>[],
  hypotheses: readonly HypothesisTouch[],
  moves: boolean,
  isWhole?: boolean,
) => void

function addClosing(
  final: Posterior,
  caseWords: ReadonlySet<string>,
  compiled: CompiledPack,
  extraction: Extraction,
  add: Add,
): void {
  const [leader, rival] = final.candidates
  if (!leader || !rival) return
  const separating = separate(leader, rival)
  if (separating.length > 0) {
    add(
      'discriminate',
      `${leader.disease.name} and ${inSentence(rival.disease.name)} lead. ${asSentence(joinList(separating.map(nameFinding)))} ${separating.length === 1 ? 'tells' : 'tell'} for ${inSentence(leader.disease.name)}.`,
      separating,
      [touch(leader, separating), touch(rival, separating)],
      false,
    )
  }
  const mentioned = new Set(extraction.findings.map(({ conceptId }) => conceptId))
  const dangerous = listCantMiss(compiled, final, mentioned)
    .map(({ candidate }) => candidate)
    .filter(({ disease }) => disease !== leader.disease)
    .slice(0, 3)
  if (dangerous.length > 0) {
    add(
      'discriminate',
      `Not to be missed: ${joinList(dangerous.map(({ disease, probability }) => `${inSentence(disease.name)} (${writePercent(probability)}; ${inSentence(pickNextTest(disease, caseWords) ?? 'review')})`))}.`,
      [],
      dangerous.map(({ disease }) => ({
        diagnosis: disease.name,
        diseaseId: disease.id,
        direction: 'neutral' as const,
        likelihoodRatio: null,
      })),
      false,
    )
  }
  const [next] = findNextQuestions(compiled, final, mentioned, 1)
  const test = pickNextTest(leader.disease, caseWords)
  if (test) {
    const question = next
      ? ` Among questions still open, ${inSentence(next.concept.label)} (present or absent) tells most for its cost: it separates ${inSentence(next.favours.name)} from ${inSentence(next.over.name)}.`
      : ''
    add('test', `Next for ${inSentence(leader.disease.name)}: ${inSentence(test)}.${question}`, [], [], false)
  }
  const strongest = [...leader.contributions]
    .sort((a, b) => b.likelihoodRatio - a.likelihoodRatio)
    .slice(0, 3)
    .filter(({ likelihoodRatio }) => likelihoodRatio > 1)
  const others = final.candidates
    .slice(1, 3)
    .map(({ disease, probability }) => `${inSentence(disease.name)} ${writePercent(probability)}`)
  add(
    'conclude',
    `${leader.disease.name} leads at ${writePercent(leader.probability)}, mostly by ${joinList(strongest.map(({ finding }) => nameFinding(finding)))}. Behind it: ${joinList(others)}.`,
    strongest.map(({ finding }) => finding),
    [
      {
        diagnosis: leader.disease.name,
        diseaseId: leader.disease.id,
        direction: 'for',
        likelihoodRatio: null,
      },
    ],
    true,
    true,
  )
}

/** Which of the likeliest diagnoses the words of the case resemble, and by which words. */
function describeWords(fitting: readonly Candidate[], wordFit: WordFit): string {
  const named = fitting.map(({ disease, wording }) => {
    const words = wordFit
      .listTelling(disease)
      .slice(0, 3)
      .map((word) => `“${word}”`)
    return `${inSentence(disease.name)} (odds ×\u202f${writeRatio(wording)}; ${joinList(words)})`
  })
  return `Taken as a whole, the words of the case are most like what is written of ${joinList(named)}.`
}

/** What a patient comes with opens the thinking: the two symptoms that move most, or whatever there is. */
function chooseOpening(present: readonly Finding[], compiled: CompiledPack): Finding[] {
  const symptoms = present.filter(({ conceptId }) => compiled.concepts.get(conceptId)?.kind === 'symptom')
  return [...symptoms, ...present.filter((finding) => !symptoms.includes(finding))].slice(0, 2)
}

const CONSULT_ORDER = ['symptom', 'history', 'exposure', 'sign', 'lab', 'imaging'] as const

/** In the order of a consultation, within a kind as given. */
function inConsultOrder(findings: readonly Finding[], compiled: CompiledPack): Finding[] {
  const placeOf = ({ conceptId }: Finding) =>
    CONSULT_ORDER.indexOf(compiled.concepts.get(conceptId)?.kind ?? 'symptom')
  return [...findings].sort((a, b) => placeOf(a) - placeOf(b))
}

/** Findings by how much they move the leading diagnoses, most first; ties by place. */
function rankByImpact(evidence: readonly Finding[], final: Posterior): Finding[] {
  const leading = final.candidates.slice(0, 6)
  const strength = new Map<Finding, number>()
  for (const { contributions, probability } of leading) {
    for (const { finding, likelihoodRatio } of contributions) {
      const weight = Math.abs(Math.log(likelihoodRatio)) * (0.15 + probability)
      strength.set(finding, (strength.get(finding) ?? 0) + weight)
    }
  }
  return [...evidence].sort(
    (a, b) => (strength.get(b) ?? 0) - (strength.get(a) ?? 0) || a.span.start - b.span.start,
  )
}

function ratioOf(candidate: Candidate, finding: Finding): number {
  return candidate.contributions.find((each) => each.finding === finding)?.likelihoodRatio ?? 1
}

function touch(candidate: Candidate, findings: readonly Finding[]): HypothesisTouch {
  const ratio = findings.reduce((product, finding) => product * ratioOf(candidate, finding), 1)
  const direction = ratio >= MOVED ? 'for' : ratio <= 1 / MOVED ? 'against' : 'neutral'
  return {
    diagnosis: candidate.disease.name,
    diseaseId: candidate.disease.id,
    direction,
    likelihoodRatio: ratio,
  }
}

/** Which leading diagnoses a finding moves, which way and by how much, in words. */
function describeMove(finding: Finding, final: Posterior): { text: string; hypotheses: HypothesisTouch[] } {
  const leading = final.candidates
    .slice(0, 8)
    .map((candidate) => ({ candidate, ratio: ratioOf(candidate, finding) }))
  const up = leading
    .filter(({ ratio }) => ratio >= MOVED)
    .sort((a, b) => b.ratio - a.ratio)
    .slice(0, 3)
  const down = leading
    .filter(({ ratio }) => ratio <= 1 / MOVED)
    .sort((a, b) => a.ratio - b.ratio)
    .slice(0, 2)
  const name = asSentence(
    finding.polarity === 'absent' ? `the absence of ${inSentence(finding.label)}` : inSentence(finding.label),
  )
  const list = (moved: typeof up) =>
    joinList(
      moved.map(
        ({ candidate, ratio }, at) =>
          `${at > 0 ? 'of ' : ''}${inSentence(candidate.disease.name)} by ${writeRatio(ratio)}${sayLocal(candidate, finding)}`,
      ),
    )
  const against = joinList(
    down.map(
      ({ candidate, ratio }) =>
        `${inSentence(candidate.disease.name)} (odds ×\u202f${writeRatio(ratio)}${sayLocal(candidate, finding)})`,
    ),
  )
  const parts = [
    up.length > 0 ? `${name} multiplies the odds of ${list(up)}` : null,
    down.length > 0 ? `${up.length > 0 ? 'it counts' : `${name} counts`} against ${against}` : null,
  ].filter((part) => part !== null)
  const text = parts.length > 0 ? `${parts.join('; ')}.` : `${name} hardly tells the leading diagnoses apart.`
  return { text, hypotheses: [...up, ...down].map(({ candidate }) => touch(candidate, [finding])) }
}

/** A factor that rests on what was written or changed in this browser says so. */
function sayLocal({ disease: { local } }: Candidate, { conceptId }: Finding): string {
  if (local?.findingIds.includes(conceptId)) return ' by a local figure'
  return local?.isAdded ? ' by a local script' : ''
}

/** Findings that tell most for the leader against its rival. */
function separate(leader: Candidate, rival: Candidate): Finding[] {
  return leader.contributions
    .map(({ finding, likelihoodRatio }) => ({
      finding,
      gap: Math.log(likelihoodRatio) - Math.log(ratioOf(rival, finding)),
    }))
    .filter(({ gap }) => gap > 0.5)
    .sort((a, b) => b.gap - a.gap)
    .slice(0, 3)
    .map(({ finding }) => finding)
}

function representProblem({ age, sex }: Extraction, present: readonly Finding[]): string {
  const adult = { female: 'woman', male: 'man' }
  const child = { female: 'girl', male: 'boy' }
  const isChild = age !== null && age.years < 16
  const person = sex ? (isChild ? child : adult)[sex.value] : isChild ? 'child' : 'person'
  const years =
    age === null
      ? null
      : age.years >= 2
        ? `${Math.round(age.years)}-year-old`
        : `${Math.max(1, Math.round(age.years * 12))}-month-old`
  const who = years ? `${/^(8|11|18)/.test(years) ? 'An' : 'A'} ${years} ${person}` : `A ${person}`
  const key = present.slice(0, 4).map(nameFinding)
  return key.length === 0
    ? `${who} in whom no known positive finding was recognised.`
    : `${who} with ${joinList(key)}.`
}
