import type { CaseSource } from '../../domain/case'

export const SOURCE_LABELS: Readonly<Record<CaseSource, string>> = {
  teaching: 'Teaching cases',
  own: 'Your own',
  imported: 'Imported',
}
