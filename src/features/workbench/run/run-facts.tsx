import { Link } from '@tanstack/react-router'
import { type Reproduction, checkReproduction } from '../../../domain/reproduction'
import type { Run } from '../../../domain/run'
import { Dialog } from '../../../ui/dialog'
import { ENGINE_WORDS } from '../../words'

interface RunFactsProps {
  readonly run: Run
  readonly runs: readonly Run[]
  readonly onClose: () => void
}

/** Everything kept about how a run was made: enough to repeat it, or to doubt it. */
export function RunFacts({ run, runs, onClose }: RunFactsProps) {
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
        <ReproductionLine run={run} reproduction={checkReproduction(run, runs)} />
      </div>
    </Dialog>
  )
}

function ReproductionLine({ run, reproduction }: { run: Run; reproduction: Reproduction | null }) {
  if (!reproduction)
    return (
      <p className="text-ink-soft">
        No earlier run has the same set-up. “Run again” with nothing changed says whether this one is
        reproduced.
      </p>
    )
  const link = (
    <Link
      to="/case/$caseId/compare"
      params={{ caseId: run.caseId }}
      search={{ a: reproduction.twin.id, b: run.id }}
      className="underline"
    >
      Compare them
    </Link>
  )
  const when = new Date(reproduction.twin.startedAt).toLocaleString()
  if (reproduction.kind === 'reproduced')
    return (
      <p>
        <strong className="font-semibold text-good">Reproduced.</strong> The same steps and ranking as the run
        of {when}. {link}
      </p>
    )
  const { stepsDiffering, isRankingSame } = reproduction
  return (
    <p>
      <strong className="font-semibold text-caution">Drifted.</strong> {stepsDiffering}{' '}
      {stepsDiffering === 1 ? 'step differs' : 'steps differ'} from the run of {when} with the same set-up;
      the ranking is {isRankingSame ? 'the same' : 'another'}. {link}
    </p>
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
    ['First step after', seconds(timing?.firstStepMs ?? null)],
    ['Computing', seconds(timing?.computeMs ?? null)],
    ['Tokens read', counts?.promptTokens?.toLocaleString() ?? null],
    ['Tokens written', counts?.outputTokens?.toLocaleString() ?? null],
    ['Speed', speedOf(counts?.outputTokens ?? null, timing?.computeMs ?? timing?.totalMs ?? null)],
  ]
  return facts.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]))
}

function speedOf(tokens: number | null, ms: number | null): string | null {
  return tokens === null || ms === null || ms === 0 ? null : `${((tokens / ms) * 1000).toFixed(1)} tokens/s`
}
