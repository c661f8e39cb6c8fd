import { checkReproduction } from '../../../domain/reproduction'
import type { Run } from '../../../domain/run'
import { Dialog } from '../../../ui/dialog'
import { ENGINE_WORDS } from '../../words'
import { ReproductionLine } from './reproduction-line'

interface RunFactsProps {
  readonly run: Run
  readonly runs: readonly Run[]
  readonly onClose: () => void
}

/** Everything kept about how a run was made: enough to repeat it, or to doubt it. */
export function RunFacts({ run, runs, onClose }: RunFactsProps) {
  const reproduction = checkReproduction(run, runs)
  return (
    <Dialog title="About this run" width="md" onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {listFacts(run).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-faint">{name}</dt>
            <dd className="wrap-anywhere numerals">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 border-t border-line pt-3 text-sm">
        {reproduction ? (
          <ReproductionLine run={run} reproduction={reproduction} />
        ) : (
          <p className="text-ink-soft">
            No earlier run has the same set-up. “Run again” with nothing changed says whether this one is
            reproduced.
          </p>
        )}
      </div>
    </Dialog>
  )
}

function listFacts({ manifest, timing, counts, caseRevision, startedAt, branch }: Run): [string, string][] {
  const { model, sampling } = manifest
  const seconds = (ms: number | null) =>
    ms === null ? null : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
  const facts: [string, string | null][] = [
    ['Engine', `${ENGINE_WORDS[manifest.engine]}, ${manifest.engineVersion}`],
    ['Model', model && model.name],
    ['Model’s fingerprint', model?.fingerprint ?? null],
    ['Strategy', manifest.strategy],
    ['Prompt', manifest.promptVersion],
    ['Sampling', sampling && `temperature ${sampling.temperature}, seed ${sampling.seed}`],
    ['Case', `revision ${caseRevision}${manifest.caseHash ? `, ${manifest.caseHash}` : ''}`],
    ['Branch', branch ? `${branch.kind} at step ${branch.atStep + 1}` : null],
    ['Rounds', manifest.appVersion],
    ['Started', new Date(startedAt).toLocaleString()],
    ['Took', seconds(timing?.totalMs ?? null)],
    ['First word after', seconds(timing?.firstTokenMs ?? null)],
    ['First step after', seconds(timing?.firstStepMs ?? null)],
    ['Computing', seconds(timing?.computeMs ?? null)],
    ['Tokens read', counts?.promptTokens?.toLocaleString() ?? null],
    ['Tokens written', counts?.outputTokens?.toLocaleString() ?? null],
    [
      'Speed',
      speedOf(
        counts?.outputTokens ?? null,
        timing?.writingMs ?? timing?.computeMs ?? timing?.totalMs ?? null,
      ),
    ],
  ]
  return facts.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]))
}

function speedOf(tokens: number | null, ms: number | null): string | null {
  return tokens === null || ms === null || ms === 0 ? null : `${((tokens / ms) * 1000).toFixed(1)} tokens/s`
}
