import type { Disease, KnowledgePack } from './pack'

/** Words that name a course or a doubt, not a disease. */
const QUALIFIERS = /^(?:acute|chronic|probable|suspected|primary|ruptured|severe)\s+/

/** A name as it is compared: lower case, no accents, brackets, possessives or punctuation. */
export function normaliseDiagnosis(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/['’]s\b/g, '')
    .replace(/oe|ae/g, 'e')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** The disease of the pack that a free-text diagnosis names, by name or synonym, with or without a leading qualifier. */
export function findDisease(pack: KnowledgePack, text: string): Disease | null {
  const whole = normaliseDiagnosis(text)
  const candidates = [whole, whole.replace(QUALIFIERS, '')]
  for (const wanted of candidates) {
    const found = pack.diseases.find((disease) =>
      [disease.name, ...disease.synonyms].some((name) => {
        const known = normaliseDiagnosis(name)
        return known === wanted || known.replace(QUALIFIERS, '') === wanted
      }),
    )
    if (found) return found
  }
  return null
}
