import type { AnnotatedFrequency } from '../../domain/phenotype-ontology'

/** The classes of the frequency sub-ontology, each by the middle of its band. */
const CLASSES: ReadonlyMap<string, number> = new Map([
  ['HP:0040280', 1], // obligate, 100 %
  ['HP:0040281', 0.895], // very frequent, 80 to 99 %
  ['HP:0040282', 0.545], // frequent, 30 to 79 %
  ['HP:0040283', 0.17], // occasional, 5 to 29 %
  ['HP:0040284', 0.025], // very rare, 1 to 4 %
  ['HP:0040285', 0], // excluded, 0 %
])
const COUNTED = /^(\d+)\s*\/\s*(\d+)$/
const PERCENT = /^(\d+(?:\.\d+)?)\s*%$/

/**
 * A frequency as `phenotype.hpoa` has it: a class of HPO, patients found over patients looked at, or a percentage. Null where
 * it says nothing, undefined where it is none of these.
 */
export function parseFrequency(words: string): AnnotatedFrequency | null | undefined {
  const text = words.trim()
  if (text === '') return null
  const fraction = CLASSES.get(text)
  if (fraction !== undefined) return { kind: 'fraction', fraction }
  const counted = COUNTED.exec(text)
  if (counted) {
    const [found, of] = [Number(counted[1]), Number(counted[2])]
    return of > 0 && found <= of ? { kind: 'counted', found, of } : undefined
  }
  const percent = PERCENT.exec(text)
  const share = percent ? Number(percent[1]) / 100 : Number.NaN
  return share >= 0 && share <= 1 ? { kind: 'fraction', fraction: share } : undefined
}
