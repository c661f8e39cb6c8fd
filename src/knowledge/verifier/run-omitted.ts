import type { CheckedRun, RunCheck } from '../../domain/run-check'
import { summariseEvidence } from '../extraction/summarise-evidence'
import { readWords } from '../extraction/words'
import { type Candidate, computePosterior } from '../likelihood/posterior'
import { pickNextTest, wordsOfCase } from '../likelihood/pick-next-test'
import { idOf } from './check-conclusion'
import { nameOf } from './read-step'
import type { VerifierContext } from './verifier-context'

/** A dangerous diagnosis is looked for among so many of the knowledge engine's first … */
const LOOKED_AT = 6
/** … and from this share of the leader's likelihood on, so that no run is blamed for every danger there is. */
const LEAST_SHARE = 0.5
const MOST = 2
/** The finding that calls for it must argue for it so strongly. */
const ARGUES = 2

/** Can't-miss diagnoses that the findings make likely enough and that neither ranking nor steps name. */
export function findOmitted(context: VerifierContext, run: CheckedRun): RunCheck[] {
  const { extraction, compiled, presentation } = context
  if (!run.differential && run.steps.length === 0) return []
  const evidence = summariseEvidence(extraction.findings)
  const who = { ageYears: extraction.age?.years ?? null, sex: extraction.sex?.value ?? null }
  const { candidates } = computePosterior(compiled, evidence, who)
  const leading = candidates[0]?.probability ?? 0
  const named = namedIn(context, run)
  const caseWords = wordsOfCase(presentation)
  return candidates
    .slice(0, LOOKED_AT)
    .filter(
      ({ disease, probability }) =>
        disease.isCantMiss &&
        probability >= LEAST_SHARE * leading &&
        !named(disease.id, [disease.name, ...disease.synonyms]),
    ) // prettier-ignore
    .flatMap((candidate): RunCheck[] => {
      const reason = strongestFor(candidate)
      if (!reason) return []
      const { disease, probability: likelihood } = candidate
      return [
        {
          code: 'cant-miss-omitted',
          diagnosis: disease.name,
          likelihood,
          finding: nameOf(reason),
          span: reason.span,
          settledBy: pickNextTest(disease, caseWords),
        },
      ]
    })
    .slice(0, MOST)
}

function strongestFor({ contributions }: Candidate) {
  const [best] = contributions
    .filter(({ finding, likelihoodRatio }) => finding.polarity === 'present' && likelihoodRatio >= ARGUES)
    .sort((a, b) => b.likelihoodRatio - a.likelihoodRatio)
  return best?.finding ?? null
}

/** Tells whether a run names a disease anywhere: in its ranking, as a hypothesis, or in the words of a step. */
function namedIn(context: VerifierContext, { differential, steps }: CheckedRun) {
  const touched = steps.flatMap(({ hypotheses }) => hypotheses)
  const ids = new Set([...(differential?.entries ?? []), ...touched].map((each) => idOf(context, each)))
  const words = ` ${foldAll([...steps.map(({ text }) => text), ...(differential?.entries ?? []).map(({ diagnosis }) => diagnosis)].join(' . '))} ` // prettier-ignore
  return (id: string, names: readonly string[]) => ids.has(id) || names.some((name) => words.includes(` ${foldAll(name)} `)) // prettier-ignore
}

const foldAll = (text: string) =>
  readWords(text)
    .map(({ form }) => form)
    .join(' ')
