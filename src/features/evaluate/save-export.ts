import { formatDatasetCard } from '../../formats/dataset-card/dataset-card'
import { formatLabelStudioConfig } from '../../formats/label-studio/label-studio'
import { EXPORT_EXTENSIONS } from '../../formats/labelled-traces/export-formats'
import { DEFAULT_RUBRIC } from '../../domain/rubric'
import type { Storage } from '../../storage'
import { fileNameOf, saveFile } from '../save-file'
import type { ExportChoice, ExportResult } from './protocol'

/** Saves the file, its card and, where the format needs one, the interface to look at it. */
export async function saveExport(
  storage: Storage,
  about: {
    readonly name: string
    readonly licence: string
    readonly choice: ExportChoice
    readonly result: ExportResult
  },
): Promise<void> {
  const { name, licence, choice, result } = about
  const { facts, tally, agreement } = result
  if (tally.rows === 0) return
  const extension = choice.format === 'flat-parquet' ? 'parquet' : EXPORT_EXTENSIONS[choice.format]
  const rubrics = await Promise.all(facts.rubrics.map((rubric) => nameRubric(storage, rubric)))
  const card = formatDatasetCard({
    name,
    format: choice.format,
    tally,
    cases: facts.cases,
    runs: facts.runs,
    reviewers: facts.reviewers.length,
    labels: facts.labels,
    models: facts.models,
    rubrics,
    source: choice.source,
    withCaseText: choice.options.withCaseText,
    neutralAs: choice.options.neutralAs,
    agreement,
    licence: licence.trim(),
    citations: facts.citations,
    appVersion: choice.options.appVersion,
    createdAt: choice.options.createdAt,
  })
  saveFile(fileNameOf(name, extension), 'application/octet-stream', result.file)
  saveFile(fileNameOf(name, `${extension}.README.md`), 'text/markdown', card)
  if (choice.format === 'label-studio')
    saveFile(
      fileNameOf(name, 'label-studio.xml'),
      'application/xml',
      formatLabelStudioConfig(
        facts.mostSteps,
        DEFAULT_RUBRIC.errorTypes.map(({ id }) => id),
      ),
    )
}

async function nameRubric(storage: Storage, { id, version }: { id: string; version: number }) {
  const stored = id === DEFAULT_RUBRIC.id ? DEFAULT_RUBRIC : await storage.rubrics.get(id, version)
  return { name: stored?.name ?? id, version }
}
