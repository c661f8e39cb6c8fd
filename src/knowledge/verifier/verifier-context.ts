import { createQuoteLocator } from '../../domain/locate-quote'
import type { CompiledPack } from '../extraction/compile-pack'
import { type Extraction, extractFindings } from '../extraction/extract-findings'
import { type Quantity, readQuantities } from '../extraction/quantities'
import { type Word, readWords } from '../extraction/words'
import { type DiagnosisIndex, createDiagnosisIndex } from '../pack/match-diagnosis'

/** A case made ready for checking steps against it. */
export interface VerifierContext {
  readonly presentation: string
  readonly compiled: CompiledPack
  readonly extraction: Extraction
  readonly words: readonly Word[]
  /** Each form of a word that the case holds, with the indexes of the words that have it. */
  readonly placesOfForm: ReadonlyMap<string, readonly number[]>
  readonly quantities: readonly Quantity[]
  readonly locate: ReturnType<typeof createQuoteLocator>
  readonly diagnoses: DiagnosisIndex
}

const indexes = new WeakMap<CompiledPack, DiagnosisIndex>()

/** Prepares a case. `extraction` is the case's, where more is known of it than its words. */
export function createVerifierContext(
  presentation: string,
  compiled: CompiledPack,
  extraction: Extraction = extractFindings(presentation, compiled),
): VerifierContext {
  const words = readWords(presentation)
  const placesOfForm = new Map<string, number[]>()
  words.forEach(({ form }, at) => {
    const places = placesOfForm.get(form)
    if (places) places.push(at)
    else placesOfForm.set(form, [at])
  })
  return {
    presentation,
    compiled,
    extraction,
    words,
    placesOfForm,
    quantities: readQuantities(presentation, words),
    locate: createQuoteLocator(presentation),
    diagnoses: indexOf(compiled),
  }
}

function indexOf(compiled: CompiledPack): DiagnosisIndex {
  const known = indexes.get(compiled)
  if (known) return known
  const index = createDiagnosisIndex(compiled.pack)
  indexes.set(compiled, index)
  return index
}
