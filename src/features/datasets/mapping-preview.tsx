import type { Conversion } from '../../formats/dataset/conversion'
import { Notice } from '../../ui/notice'

/** What the chosen columns make of the first row; its values are shortened. */
export function MappingPreview({ conversion }: { conversion: Conversion | undefined }) {
  if (!conversion || conversion.kind === 'fault')
    return (
      <Notice
        tone="caution"
        title="No case yet"
        detail={conversion?.reason ?? 'Choose a column with text.'}
      />
    )
  if (conversion.kind !== 'case') return null
  const { draft, runs } = conversion
  return (
    <section aria-label="Preview" className="grid gap-1 rounded-md border border-line bg-raised p-3 text-sm">
      <h3 className="font-semibold">Preview: {draft.title}</h3>
      <p className="whitespace-pre-wrap wrap-anywhere">{draft.presentation}</p>
      <p className="text-ink-soft">
        Gold diagnosis: {draft.goldDiagnosis ?? 'none'} · reference statements:{' '}
        <span className="numerals">{draft.referenceReasoning.length}</span>
        {draft.stages.length > 0 && ` · stages: ${draft.stages.map(({ title }) => title).join(', ')}`}
      </p>
      {runs.map((run, index) => (
        <div key={index}>
          <p className="text-ink-soft numerals">Steps of the output: {run.steps.length}</p>
          <ol className="list-decimal pl-6">
            {run.steps.map((step, at) => (
              <li key={at}>{step.text}</li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  )
}
