import type { CaseStage, StageKind } from '../../domain/case'

/** A part of a presentation before it is put together. */
export interface StageText {
  readonly kind: StageKind
  readonly title: string
  readonly text: string
}

/** Puts a presentation together from its parts, each under its title; parts without words are left out. */
export function joinStages(parts: readonly StageText[]): {
  readonly presentation: string
  readonly stages: readonly CaseStage[]
} {
  let presentation = ''
  const stages: CaseStage[] = []
  for (const { kind, title, text } of parts) {
    if (text.trim() === '') continue
    if (presentation !== '') presentation += '\n\n'
    const start = presentation.length
    presentation += `${title}:\n${text.trim()}`
    stages.push({ kind, title, span: { start, end: presentation.length } })
  }
  return { presentation, stages }
}
