import type { CaseSource } from '../../domain/case'

export const SOURCE_WORDS: Readonly<Record<CaseSource, string>> = {
  teaching: 'Teaching',
  own: 'Own',
  imported: 'Imported',
}
