import type { Facet, Rubric } from '../../domain/rubric'
import { LABEL_WORDS } from '../words'

/** A rubric in a few lines. */
export function RubricSummary({ rubric }: { rubric: Rubric }) {
  const facts: (readonly [string, string])[] = [
    [
      'Steps',
      rubric.labels.length === 0
        ? 'no label'
        : rubric.labels.map(({ label }) => LABEL_WORDS[label]).join(', '),
    ],
    ...(rubric.mode === 'first-error' ? ([['Grading', 'ends at the first bad step']] as const) : []),
    ...(rubric.errorTypes.length > 0
      ? ([['Error types', `${rubric.errorTypes.length}, where a step is wrong`]] as const)
      : []),
    ...(rubric.harmLevels.length > 0
      ? ([['Harm if acted on', rubric.harmLevels.map(({ name }) => name).join(', ')]] as const)
      : []),
    ...rubric.facets.map((facet) => [facet.name, describeFacet(facet)] as const),
    ...(rubric.commentFor.length > 0
      ? ([['Comment asked for', rubric.commentFor.map((label) => LABEL_WORDS[label]).join(', ')]] as const)
      : []),
    ...(rubric.asksLinks ? ([['Authors’ statements', 'matched with the steps']] as const) : []),
  ]
  return (
    <div className="grid gap-2 text-sm">
      <p>
        <span className="font-medium">{rubric.name}</span>{' '}
        <span className="text-ink-faint numerals">version {rubric.version}</span>
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-faint">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function describeFacet({ about, picks, options, isRequired, askedIf }: Facet): string {
  const answers = options
    .map(({ name, value }) => (value === null || picks === 'one' ? name : `${name} (${value})`))
    .join(picks === 'one' ? ' or ' : ', ')
  const remarks = [
    about === 'run' ? 'of the whole run' : null,
    isRequired ? null : 'optional',
    askedIf ? `only after ${askedIf.options.join(' or ')}` : null,
  ].filter(Boolean)
  return remarks.length === 0 ? answers : `${answers}; ${remarks.join(', ')}`
}
