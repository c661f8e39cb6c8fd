import type { Finding } from '../../domain/finding'

/** First words that keep their capital in the middle of a sentence: names and abbreviations. */
const PROPER =
  /^(?:[A-Z]{2}|[A-Z]\W|Kayser|Roth|Osler|Murphy|Kernig|McBurney|Marfan|Kussmaul|Raynaud|Guillain|Graves|Crohn|Hodgkin|Wilson|Kawasaki|Lyme|Behçet|Stevens|Cushing|B12|Anti-GBM|Anti-CCP|Anti-dsDNA|IgA|DRESS|COPD)/

/** A label as it stands inside a sentence. */
export function inSentence(label: string): string {
  return PROPER.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)
}

/** "fever", or "no fever" where it is absent. */
export function nameFinding(finding: Pick<Finding, 'label' | 'polarity'>): string {
  return finding.polarity === 'absent' ? `no ${inSentence(finding.label)}` : inSentence(finding.label)
}

/** "a, b and c". */
export function joinList(parts: readonly string[], word = 'and'): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`
}

/** The same with its first letter large. */
export function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Two figures at the most: 5.2, 14, 0.31. */
export function writeRatio(ratio: number): string {
  if (ratio >= 10) return String(Math.round(ratio))
  return ratio >= 1 ? ratio.toFixed(1) : ratio.toPrecision(2)
}

/** Whole percent, never claiming 0 or 100. */
export function writePercent(fraction: number): string {
  const percent = Math.round(fraction * 100)
  if (percent < 1) return 'under 1 %'
  return percent > 99 ? 'over 99 %' : `${percent} %`
}
