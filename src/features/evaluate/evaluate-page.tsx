import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { GROUPINGS, type Grouping, groupKeyOf } from '../../domain/evaluation/compare-solvers'
import type { RunMetric } from '../../domain/evaluation/run-metrics'
import type { RunOutcome } from '../../domain/evaluation/run-outcome'
import type { Project } from '../../domain/project'
import { AsyncView } from '../../ui/async-view'
import { SelectField } from '../../ui/field'
import { projectsQuery } from '../project-queries'
import { useServices } from '../services'
import { CaseListDialog } from './case-list'
import { ChartsSection } from './charts-section'
import { ExportSection } from './export-section'
import { MethodsSection } from './methods-section'
import { MetricTable } from './metric-table'
import type { EvaluationScope } from './protocol'
import { useEvaluation } from './use-evaluation'

const GROUPING_WORDS: Readonly<Record<Grouping, string>> = {
  solver: 'Engine or model',
  strategy: 'Strategy',
  prompt: 'Prompt version',
  specialty: 'Specialty',
}

const WHOLE_LIBRARY = ''

/** How the runs of the library, or of a project, did: figures, charts, the words for a paper, and the data to take out. */
export function EvaluatePage() {
  const services = useServices()
  const projects = useQuery(projectsQuery(services)).data ?? []
  const [projectId, setProjectId] = useState(WHOLE_LIBRARY)
  const project = projects.find(({ id }) => id === projectId) ?? null
  const [by, setBy] = useState<Grouping>('solver')
  const [baseline, setBaseline] = useState<string | null>(null)
  const [listed, setListed] = useState<{ title: string; outcomes: readonly RunOutcome[] } | null>(null)
  const scope = scopeOf(project)
  const { outcomes, measured, progress } = useEvaluation(scope, projectId, by, baseline)
  const keys = [...new Set((outcomes.data ?? []).map((outcome) => groupKeyOf(outcome, by)))].sort()

  return (
    <div className="mx-auto grid max-w-5xl gap-8 px-4 py-6 sm:px-6">
      <div className="grid gap-4">
        <div>
          <h1 className="font-serif text-2xl font-semibold">Evaluate</h1>
          <p className="mt-1 max-w-prose text-ink-soft">
            Ended runs by their gold diagnoses and your grades. For research and teaching: none of this says
            that a model is fit for patients.
          </p>
        </div>
        <div className="grid gap-3 sm:grid-cols-3">
          <SelectField
            label="Runs of"
            value={projectId}
            onChange={(event) => setProjectId(event.target.value)}
          >
            <option value={WHOLE_LIBRARY}>The whole library</option>
            {projects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Compare by"
            value={by}
            onChange={(event) => {
              const next = GROUPINGS.find((grouping) => grouping === event.target.value)
              if (next) setBy(next)
              setBaseline(null)
            }}
          >
            {GROUPINGS.map((grouping) => (
              <option key={grouping} value={grouping}>
                {GROUPING_WORDS[grouping]}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Baseline for differences"
            value={baseline ?? ''}
            disabled={keys.length < 2}
            onChange={(event) => setBaseline(event.target.value || null)}
          >
            <option value="">None</option>
            {keys.map((key) => (
              <option key={key}>{key}</option>
            ))}
          </SelectField>
        </div>
      </div>
      <AsyncView
        query={outcomes}
        empty={
          <p className="text-ink-soft">There is no ended run yet. Reason about a case, or import runs.</p>
        }
        loading={
          <p role="status" className="text-ink-soft numerals">
            Reading the library
            {progress && progress.total > 0 && `, ${progress.done} of ${progress.total} cases`} …
          </p>
        }
      >
        {(all) => (
          <>
            <section className="grid gap-4" aria-label="Figures and intervals">
              <AsyncView query={measured}>
                {({ groups, differences }) => (
                  <>
                    <MetricTable
                      groups={groups}
                      differences={differences}
                      onShowCases={(group, metric) => setListed(casesBehind(all, by, group, metric))}
                    />
                    <MethodsSection
                      groups={groups}
                      runs={all.length}
                      cases={new Set(all.map(({ caseId }) => caseId)).size}
                    />
                  </>
                )}
              </AsyncView>
            </section>
            <section className="grid gap-3" aria-labelledby="charts">
              <h2 id="charts" className="font-serif text-xl font-semibold">
                Where it goes wrong
              </h2>
              <ChartsSection
                outcomes={all}
                onShow={(title, members) => setListed({ title, outcomes: members })}
              />
            </section>
            <ExportSection scope={scope} name={project?.name ?? 'Rounds library'} />
          </>
        )}
      </AsyncView>
      {listed && <CaseListDialog {...listed} onClose={() => setListed(null)} />}
    </div>
  )
}

function scopeOf(project: Project | null): EvaluationScope {
  if (project === null) return { caseIds: null, runIds: null }
  return { caseIds: project.caseIds, runIds: Object.values(project.runs).flat() }
}

function casesBehind(all: readonly RunOutcome[], by: Grouping, group: string, metric: RunMetric) {
  const outcomes = all.filter(
    (outcome) => groupKeyOf(outcome, by) === group && metric.ofCase([outcome]) !== null,
  )
  return { title: `${metric.name}, ${group}`, outcomes }
}
