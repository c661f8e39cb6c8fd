import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { alignSteps, compareDifferentials, identifyEntries, listMissed } from '../../domain/compare-runs'
import type { CaseId } from '../../domain/ids'
import type { Run } from '../../domain/run'
import { orderAsTree } from '../../domain/run-start'
import { live } from '../../storage'
import { AsyncView } from '../../ui/async-view'
import { SelectField } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { useServices } from '../services'
import { ENGINE_WORDS, describeRunNode } from '../words'
import { AlignedSteps } from './aligned-steps'
import { MissedSection } from './missed-diagnoses'
import { RankingChanges } from './ranking-changes'

/** Any two runs of a case side by side: their rankings, how far they agree, and their steps aligned. */
export function ComparePage() {
  const { storage } = useServices()
  const caseId = useParams({ strict: false }).caseId as CaseId // the route has this parameter
  const search = useSearch({ strict: false })
  const title = useQuery(live(['case', caseId], () => storage.cases.get(caseId))).data?.title
  const runs = useQuery(live(['runs', caseId], () => storage.runs.ofCase(caseId)))
  return (
    <div className="mx-auto max-w-6xl px-4 py-5 sm:px-6">
      <Link
        to="/case/$caseId"
        params={{ caseId }}
        search={{ run: search.b ?? search.a, step: undefined }}
        className="inline-flex items-center gap-1 rounded-sm text-sm text-ink-soft hover:text-ink"
      >
        <Icon name="back" />
        {title ?? 'The case'}
      </Link>
      <h1 className="mt-1 font-serif text-2xl font-semibold">Compare two runs</h1>
      <AsyncView query={runs} empty={<p className="mt-4 text-ink-soft">This case has no runs yet.</p>}>
        {(all) => <Comparison caseId={caseId} runs={all} a={search.a} b={search.b} />}
      </AsyncView>
    </div>
  )
}

interface ComparisonProps {
  readonly caseId: CaseId
  readonly runs: readonly Run[]
  readonly a: string | undefined
  readonly b: string | undefined
}

function Comparison({ caseId, runs, a, b }: ComparisonProps) {
  const navigate = useNavigate()
  const right = runs.find(({ id }) => id === b) ?? runs[0]
  const left =
    runs.find(({ id }) => id === a) ??
    runs.find(({ id }) => id === right?.continuedFrom) ??
    runs.find(({ id }) => id !== right?.id)
  const steps = useMemo(() => alignSteps(left?.steps ?? [], right?.steps ?? []), [left, right])
  const ids = useDiagnosisIds([left, right])
  const [ranking, missed] = useMemo(() => {
    const [first = null, second = null] = [left, right].map((run) =>
      identifyEntries(run?.differential ?? null, (diagnosis) => ids?.get(diagnosis) ?? null),
    )
    return [compareDifferentials(first, second), listMissed(first, second)]
  }, [left, right, ids])
  const show = (next: { a?: string; b?: string }) =>
    void navigate({
      to: '/case/$caseId/compare',
      params: { caseId },
      search: { a: next.a ?? left?.id, b: next.b ?? right?.id },
      replace: true,
    })
  if (!left || !right)
    return <p className="mt-4 text-ink-soft">One run is not enough. Run the case again, or branch a run.</p>
  return (
    <>
      <div className="mt-4 grid gap-3 sm:grid-cols-2">
        <RunPicker label="First run" runs={runs} run={left} onPick={(id) => show({ a: id })} />
        <RunPicker label="Second run" runs={runs} run={right} onPick={(id) => show({ b: id })} />
      </div>
      <RankingChanges comparison={ranking} />
      <MissedSection missed={missed} names={[nameRun(left), nameRun(right)]} />
      <AlignedSteps pairs={steps} />
    </>
  )
}

const nameRun = ({ manifest }: Run) => manifest.model?.name ?? ENGINE_WORDS[manifest.engine]

/** The diseases that models' own words for their diagnoses stand for; undefined until they are known. */
function useDiagnosisIds(runs: readonly (Run | undefined)[]): ReadonlyMap<string, string | null> | undefined {
  const { reasoners } = useServices()
  const names = runs
    .flatMap((run) => run?.differential?.entries ?? [])
    .flatMap(({ diagnosis, diseaseId }) => (diseaseId === null ? [diagnosis] : []))
  return useQuery({
    queryKey: ['diagnosis-ids', names],
    queryFn: async () => {
      const ids = await reasoners.diseases.matchDiagnoses(names)
      return new Map(names.map((name, index) => [name, ids[index] ?? null]))
    },
    networkMode: 'always',
    staleTime: Infinity,
  }).data
}

interface RunPickerProps {
  readonly label: string
  readonly runs: readonly Run[]
  readonly run: Run
  readonly onPick: (id: string) => void
}

function RunPicker({ label, runs, run, onPick }: RunPickerProps) {
  const { clock } = useServices()
  return (
    <SelectField label={label} value={run.id} onChange={(event) => onPick(event.target.value)}>
      {orderAsTree(runs).map((node) => (
        <option key={node.run.id} value={node.run.id}>
          {describeRunNode(node, clock())}
        </option>
      ))}
    </SelectField>
  )
}
