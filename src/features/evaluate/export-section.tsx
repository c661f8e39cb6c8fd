import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { MEDR_BENCH_MODES, type MedRBenchMode } from '../../domain/evaluation/medr-bench-scores'
import { NEUTRAL_CHOICES, type NeutralChoice } from '../../formats/labelled-traces/export-options'
import { LABEL_SOURCES, type LabelSource } from '../../formats/labelled-traces/labelled-trace'
import { Button } from '../../ui/button'
import { SelectField, TextField } from '../../ui/field'
import { Notice } from '../../ui/notice'
import { Switch } from '../../ui/switch'
import { useServices } from '../services'
import { type EvaluationProgress, getEvaluationClient } from './evaluation-client'
import { FORMAT_WORDS, FORMATS } from './export-words'
import type { EvaluationScope, ExportChoice, ExportResult } from './protocol'
import { saveExport } from './save-export'

const SOURCE_WORDS: Readonly<Record<LabelSource, string>> = {
  soft: 'All reviewers, disagreement kept',
  adjudicated: 'Agreed or adjudicated',
  'per-reviewer': 'Each reviewer apart',
}
const NEUTRAL_WORDS: Readonly<Record<NeutralChoice, string>> = {
  good: 'Right',
  bad: 'Wrong',
  end: 'The end of its trace',
}

/** Takes the grades out, in the format of whoever wants them, with a card that says what they are. */
export function ExportSection({ scope, name }: { scope: EvaluationScope; name: string }) {
  const { storage, clock, appVersion } = useServices()
  const [format, setFormat] = useState<ExportChoice['format']>('flat-csv')
  const [source, setSource] = useState<LabelSource>('soft')
  const [neutralAs, setNeutralAs] = useState<NeutralChoice>('good')
  const [medRBench, setMedRBench] = useState<MedRBenchMode>('compatible')
  const [withCaseText, setWithCaseText] = useState(true)
  const [licence, setLicence] = useState('')
  const [progress, setProgress] = useState<EvaluationProgress | null>(null)

  const exporting = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const options = {
        withCaseText,
        neutralAs,
        medRBench,
        mode: 'every-step',
        appVersion,
        createdAt: clock(),
      } as const
      const choice = { format, source, options }
      const result = await getEvaluationClient().call('export', { scope, choice }, setProgress)
      await saveExport(storage, { name, licence, choice, result })
      return result
    },
  })
  const isBinary = format === 'trl-stepwise' || format === 'med-prm'

  return (
    <section className="grid gap-3" aria-labelledby="export">
      <h2 id="export" className="font-serif text-xl font-semibold">
        Take the grades out
      </h2>
      <div className="grid gap-3 sm:grid-cols-3">
        <SelectField
          label="Format"
          value={format}
          hint={FORMAT_WORDS[format].hint}
          onChange={(event) => setFormat(FORMATS.find((each) => each === event.target.value) ?? format)}
        >
          {FORMATS.map((each) => (
            <option key={each} value={each}>
              {FORMAT_WORDS[each].name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Labels"
          value={source}
          onChange={(event) => setSource(LABEL_SOURCES.find((each) => each === event.target.value) ?? source)}
        >
          {LABEL_SOURCES.map((each) => (
            <option key={each} value={each}>
              {SOURCE_WORDS[each]}
            </option>
          ))}
        </SelectField>
        {isBinary && (
          <SelectField
            label="A neutral step counts as"
            value={neutralAs}
            onChange={(event) =>
              setNeutralAs(NEUTRAL_CHOICES.find((each) => each === event.target.value) ?? neutralAs)
            }
          >
            {NEUTRAL_CHOICES.map((each) => (
              <option key={each} value={each}>
                {NEUTRAL_WORDS[each]}
              </option>
            ))}
          </SelectField>
        )}
        {format === 'medr-bench' && (
          <SelectField
            label="Scores"
            value={medRBench}
            onChange={(event) =>
              setMedRBench(MEDR_BENCH_MODES.find((each) => each === event.target.value) ?? medRBench)
            }
          >
            <option value="compatible">As MedR-Bench’s code counts</option>
            <option value="strict">Strict</option>
          </SelectField>
        )}
        <TextField
          label="Licence of the data"
          placeholder="CC-BY-4.0"
          hint="For the card. The cases’ own licences still hold."
          value={licence}
          onChange={(event) => setLicence(event.target.value)}
        />
      </div>
      <Switch label="With the words of the cases" isOn={withCaseText} onChange={setWithCaseText} />
      <div className="flex flex-wrap items-center gap-3">
        <Button tone="primary" disabled={exporting.isPending} onClick={() => exporting.mutate()}>
          Export
        </Button>
        {exporting.isPending && (
          <span role="status" className="text-sm text-ink-soft numerals">
            {progress ? `${progress.done} of ${progress.total} cases` : 'Reading'} …
          </span>
        )}
      </div>
      {exporting.isError && <Notice tone="bad" title="The export failed" detail={exporting.error.message} />}
      {exporting.isSuccess && <ExportOutcome {...exporting.data} />}
    </section>
  )
}

function ExportOutcome({ tally, facts }: ExportResult) {
  const invalid = tally.invalid.slice(0, 5)
  return (
    <Notice
      isAlert
      tone={tally.rows > 0 && tally.invalid.length === 0 ? 'good' : 'caution'}
      title={
        tally.rows > 0 ? 'The file and its card were saved' : 'There was nothing to write in this format'
      }
      detail={
        <>
          <p className="numerals">
            {tally.rows} rows of {facts.cases} cases and {facts.reviewers.length} reviewers. {tally.skipped}{' '}
            traces left out, because they lack what the format needs.
          </p>
          {invalid.map(({ runId, path, expected }) => (
            <p key={`${runId} ${path}`}>
              A row of run {runId} was left out: {path}, expected {expected}.
            </p>
          ))}
        </>
      }
    />
  )
}
