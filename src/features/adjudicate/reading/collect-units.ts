import { unitKey } from '../../../domain/adjudication/adjudication'
import { answersOfRun, findDisagreements } from '../../../domain/adjudication/find-disagreements'
import type { Rubric } from '../../../domain/rubric'
import type { GradedCase } from '../../../storage'
import type { ProjectUnit } from './protocol'

/** Everything that two reviewers or more answered, in the order of cases, runs and steps. */
export function collectUnits(cases: readonly GradedCase[], rubric: Rubric): ProjectUnit[] {
  return cases.flatMap(({ subject, runs, reviews }) =>
    runs.flatMap((run) => {
      const own = reviews.filter(({ runId }) => runId === run.id)
      if (own.length < 2) return []
      const causes = new Map(
        findDisagreements(run.id, own, run.steps.length, rubric).map(({ unit, cause }) => [
          unitKey(unit),
          cause,
        ]),
      )
      return answersOfRun(own, run.steps.length, rubric).map(({ unit, answers }) => ({
        runId: run.id,
        caseId: subject.id,
        unit,
        cause: causes.get(unitKey(unit)) ?? null,
        answers,
      }))
    }),
  )
}
