import type { Disease } from '../../knowledge/pack/pack'

const INCIDENCE_WORDS = {
  'very-common': 'very common',
  common: 'common',
  uncommon: 'uncommon',
  rare: 'rare',
  'very-rare': 'very rare',
  exceptional: 'exceptional',
} as const satisfies Record<Disease['incidence'], string>

/** Names, who gets it, and what to do next. */
export function DiseaseHead({ disease }: { disease: Disease }) {
  const { name, synonyms, covers = [], isCantMiss, nextTests, source, local } = disease
  return (
    <div className="grid content-start gap-1.5 text-sm">
      <h2 className="font-serif text-xl font-semibold">{name}</h2>
      {synonyms.length > 0 && <p className="text-xs text-ink-faint">{synonyms.join(', ')}</p>}
      {covers.length > 0 && (
        <p className="text-xs text-ink-faint">
          Other diseases, without a script yet, that this one stands in for: {covers.join(', ')}
        </p>
      )}
      <p className="numerals">{describeWho(disease)}</p>
      {local?.isAdded && <p className="font-semibold text-caution">Local: written in this browser</p>}
      {isCantMiss && <p className="font-semibold text-bad">Can’t miss</p>}
      {nextTests.length > 0 && (
        <p>
          <span className="font-semibold">Next: </span>
          {nextTests.join('; ')}
        </p>
      )}
      {source && <p className="text-xs text-ink-faint">Source: {source}</p>}
      <p className="text-2xs text-ink-faint">For review, teaching and research. Not a medical device.</p>
    </div>
  )
}

/** Of diseases of an ontology neither age nor sex nor code is known. */
function describeWho({ specialty, icd10, incidence, ages, femaleFraction }: Disease): string {
  const field = specialty.replaceAll('-', ' ')
  if (icd10 === '') return `${field}; ${INCIDENCE_WORDS[incidence]}`
  const [from, to] = ages.usual
  return `${field}, ICD-10 ${icd10}; ${INCIDENCE_WORDS[incidence]}, usually from ${from} to ${to} years, ${Math.round(femaleFraction * 100)} % women`
}

/** The words for each class of incidence, commonest first. */
export { INCIDENCE_WORDS }
