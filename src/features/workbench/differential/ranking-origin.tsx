import type { Differential, DifferentialRevision, SampleRanking } from '../../../domain/differential'
import { formatLikelihood } from '../../words'

/** Where a ranking comes from beyond one answer: what it replaced after it was argued against, or the samples it merges. */
export function RankingOrigin({ differential }: { differential: Differential }) {
  const { revision, samples } = differential
  return (
    <>
      {revision && (
        <Revision revision={revision} now={differential.entries.map(({ diagnosis }) => diagnosis)} />
      )}
      {samples && <Samples samples={samples} />}
    </>
  )
}

function Revision({ revision, now }: { revision: DifferentialRevision; now: readonly string[] }) {
  return (
    <details className="mx-4 mt-4 border-t border-line pt-2 text-xs">
      <summary className="cursor-pointer font-semibold">Changed after arguing against itself</summary>
      <p className="mt-1 text-ink-soft wrap-anywhere">{revision.reason}</p>
      <ol className="mt-1">
        {revision.before.map(({ diagnosis, likelihood }, index) => {
          const rank = now.indexOf(diagnosis)
          return (
            <li key={diagnosis} className="flex justify-between gap-2 numerals">
              <span className="wrap-anywhere">
                {index + 1} {diagnosis}
              </span>
              <span className="whitespace-nowrap text-ink-faint">
                {formatLikelihood(likelihood)}, {rank === -1 ? 'now gone' : `now ${rank + 1}`}
              </span>
            </li>
          )
        })}
      </ol>
    </details>
  )
}

function Samples({ samples }: { samples: readonly SampleRanking[] }) {
  return (
    <details className="mx-4 mt-4 border-t border-line pt-2 text-xs">
      <summary className="cursor-pointer font-semibold">Merged from {samples.length} samples</summary>
      <ul className="mt-1 grid gap-1">
        {samples.map(({ seed, ranked, isShown }) => (
          <li key={seed} className="wrap-anywhere">
            <span className="text-ink-faint numerals">
              Seed {seed}
              {isShown && ', whose steps are shown'}:
            </span>{' '}
            {ranked
              .slice(0, 5)
              .map(({ diagnosis }) => diagnosis)
              .join(', ') || 'no ranking'}
          </li>
        ))}
      </ul>
    </details>
  )
}
