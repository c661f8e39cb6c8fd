import { DEFAULT_RUBRIC } from '../../domain/rubric'
import { type Claim, computeCalibrationError } from '../../domain/evaluation/expected-calibration-error'
import type { Quadrant, RunOutcome } from '../../domain/evaluation/run-outcome'
import { BarTable } from '../../ui/charts/bar-table'
import { ReliabilityChart } from '../../ui/charts/reliability-chart'
import { countErrorTypes, countFirstErrors, countQuadrants, formatFigure, topKCurve } from './figures'

/** Fewer stated probabilities than this make no curve. */
const FEWEST_CLAIMS = 30

type ShowCases = (title: string, outcomes: readonly RunOutcome[]) => void

const QUADRANT_WORDS: Readonly<Record<Quadrant, string>> = {
  'right-sound': 'Right answer, no bad step',
  'right-flawed': 'Right answer, a bad step in it',
  'wrong-sound': 'Wrong answer, no bad step',
  'wrong-flawed': 'Wrong answer, a bad step in it',
}

/** What a table of means does not show: where errors stand, and how answer and reasoning go together. */
export function ChartsSection({ outcomes, onShow }: { outcomes: readonly RunOutcome[]; onShow: ShowCases }) {
  const errors = countErrorTypes(outcomes)
  const firstErrors = countFirstErrors(outcomes)
  const hasGold = outcomes.some(({ gold }) => gold !== null)
  return (
    <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
      <QuadrantPlot outcomes={outcomes} onShow={onShow} />
      <Reliability outcomes={outcomes} />
      {hasGold && (
        <BarTable
          caption="Gold diagnosis at rank k or above, all runs"
          bars={topKCurve(outcomes).map(({ k, accuracy }) => ({
            key: String(k),
            label: `Top ${k}`,
            value: accuracy ?? 0,
            shown: formatFigure(accuracy, 'fraction'),
          }))}
        />
      )}
      {firstErrors.length > 0 && (
        <BarTable
          caption="Where the first bad step stands"
          bars={firstErrors.map(({ step, outcomes: members }) => ({
            key: String(step),
            label: `Step ${step}`,
            value: members.length,
            shown: (
              <ShowButton
                count={members.length}
                of={`First bad step is step ${step}`}
                {...{ members, onShow }}
              />
            ),
          }))}
        />
      )}
      {errors.length > 0 && (
        <BarTable
          caption="Error types, by steps"
          bars={errors.map(({ id, steps, outcomes: members, byHarm }) => ({
            key: id,
            label: (
              <>
                {nameErrorType(id)}
                <span className="block text-xs text-ink-faint">
                  {[...byHarm].map(([level, count]) => `harm ${level}: ${count}`).join(', ')}
                </span>
              </>
            ),
            value: steps,
            shown: <ShowButton count={steps} of={nameErrorType(id)} {...{ members, onShow }} />,
          }))}
        />
      )}
    </div>
  )
}

const nameErrorType = (id: string) => DEFAULT_RUBRIC.errorTypes.find((type) => type.id === id)?.label ?? id

function ShowButton({
  count,
  of,
  members,
  onShow,
}: {
  count: number
  of: string
  members: readonly RunOutcome[]
  onShow: ShowCases
}) {
  return (
    <button
      type="button"
      aria-label={`${of}: ${count}. Show its cases`}
      className="underline decoration-line-strong underline-offset-4 hover:decoration-accent"
      onClick={() => onShow(of, members)}
    >
      {count}
    </button>
  )
}

/** Right with sound reasoning, right with flawed reasoning, and the two ways of being wrong. */
function QuadrantPlot({ outcomes, onShow }: { outcomes: readonly RunOutcome[]; onShow: ShowCases }) {
  const counts = countQuadrants(outcomes)
  const total = counts.reduce((sum, { outcomes: members }) => sum + members.length, 0)
  return (
    <div>
      <h3 className="pb-1 text-xs font-semibold text-ink-soft">Answer and reasoning</h3>
      {total === 0 ? (
        <p className="text-sm text-ink-faint">
          No run has both graded steps and an answer that can be judged.
        </p>
      ) : (
        <ul className="grid grid-cols-2 border-t border-l border-line">
          {counts.map(({ quadrant, outcomes: members }) => (
            <li key={quadrant} className="border-r border-b border-line">
              <button
                type="button"
                className="w-full p-3 text-left hover:bg-raised"
                onClick={() => onShow(QUADRANT_WORDS[quadrant], members)}
              >
                <span className="text-xl numerals">{members.length}</span>{' '}
                <span className="text-xs text-ink-faint numerals">
                  {formatFigure(members.length / total, 'fraction')}
                </span>
                <span className="block text-xs">{QUADRANT_WORDS[quadrant]}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Stated probability of the leading diagnosis against how often it was right. */
function Reliability({ outcomes }: { outcomes: readonly RunOutcome[] }) {
  const claims: Claim[] = outcomes.flatMap(({ confidence, isRight }) =>
    confidence === null || isRight === null ? [] : [{ confidence, isRight }],
  )
  if (claims.length < FEWEST_CLAIMS)
    return (
      <div>
        <h3 className="pb-1 text-xs font-semibold text-ink-soft">Calibration</h3>
        <p className="text-sm text-ink-faint">
          {claims.length} runs state a probability and can be judged; a curve needs {FEWEST_CLAIMS}.
        </p>
      </div>
    )
  const { error, bins } = computeCalibrationError(claims)
  const mass = computeCalibrationError(claims, { binning: 'equal-mass' })
  const points = bins.flatMap(({ count, confidence, accuracy }) =>
    confidence === null || accuracy === null ? [] : [{ stated: confidence, right: accuracy, count }],
  )
  return (
    <div>
      <h3 className="pb-1 text-xs font-semibold text-ink-soft">
        Calibration: error {error?.toFixed(3)} in ten equal-width bins, {mass.error?.toFixed(3)} in equal-mass
        bins
      </h3>
      <ReliabilityChart points={points} />
      <details className="text-xs">
        <summary className="cursor-pointer text-ink-soft">As a table</summary>
        <table className="mt-1 numerals">
          <thead>
            <tr className="text-left">
              <th className="pr-4 font-semibold">stated</th>
              <th className="pr-4 font-semibold">right</th>
              <th className="font-semibold">runs</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ stated, right, count }) => (
              <tr key={stated}>
                <td className="pr-4">{formatFigure(stated, 'fraction')}</td>
                <td className="pr-4">{formatFigure(right, 'fraction')}</td>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  )
}
