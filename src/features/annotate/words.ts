import type { CaseSource } from '../../domain/case'

/** "1 case", "12 cases". */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`
}

export const SOURCE_LABELS: Readonly<Record<CaseSource, string>> = {
  teaching: 'Teaching cases',
  own: 'Your own',
  imported: 'Imported',
}
