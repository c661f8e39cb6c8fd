import { BUILT_IN, type Disease, type FrequencyClass } from '../pack/pack'
import type { HpoIndex } from './hpo-index'
import { HPO, NEGATED, nameHpoPack } from './hpo-pack'
import type { JoinedFindings } from './join-findings'
import { estimateShare } from './term-shares'

/** The class whose band holds a fraction. */
export function classOf(share: number): FrequencyClass {
  if (share >= 0.975) return 'obligate'
  if (share >= 0.795) return 'very-frequent'
  if (share >= 0.295) return 'frequent'
  if (share >= 0.045) return 'occasional'
  return share > 0.005 ? 'rare' : 'excluded'
}

/**
 * A disease of the ontology's annotations as an illness script. `asked` are findings of a case: what the hierarchy says of them is
 * listed too. Age, sex and urgency are not in the annotations, and so say nothing.
 */
export function toDisease(
  at: number,
  index: HpoIndex,
  { idOfTerm, termsOf }: JoinedFindings,
  asked: readonly string[] = [],
): Disease | null {
  const annotated = index.pack.diseases[at]
  if (!annotated) return null
  const fractions: Record<string, number> = {}
  const raise = (id: string, share: number) => {
    fractions[id] = Math.max(fractions[id] ?? 0, share)
  }
  for (const finding of annotated.findings) raise(idOfTerm[finding.term] ?? '', estimateShare(finding))
  for (const id of asked) {
    const share = index.shareIn(at, termsOf.get(id) ?? [])
    if (share !== null) raise(id, share)
  }
  const { id, name } = annotated
  const [first = name, ...others] = name.split(';').map((part) => part.trim())
  return {
    id,
    name: first,
    synonyms: others.filter((part) => part !== ''),
    specialty: 'hereditary-and-rare-diseases',
    icd10: '',
    parents: [],
    isCantMiss: false,
    incidence: 'exceptional',
    ages: { usual: [0, 120] },
    femaleFraction: 0.5,
    findings: Object.fromEntries(Object.entries(fractions).map(([key, share]) => [key, classOf(share)])),
    redFlags: [],
    nextTests: [],
    source: `${id} in ${nameHpoPack(index.pack)}`,
    packs: [HPO],
    fractions,
  }
}

/**
 * A built-in disease with what the annotations of the same disease add on the findings of a case; where both speak, the built-in
 * script stands.
 */
export function addAnnotations(builtIn: Disease, annotated: Disease, asked: readonly string[]): Disease {
  const added = asked.filter(
    (id) => builtIn.findings[id] === undefined && annotated.findings[id] !== undefined,
  )
  const pick = <T>(from: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(from).filter(([id]) => added.includes(id)))
  return {
    ...builtIn,
    findings: { ...pick(annotated.findings), ...builtIn.findings },
    fractions: pick(annotated.fractions ?? {}),
    source: [builtIn.source, annotated.source].filter(Boolean).join('; '),
    packs: [BUILT_IN, HPO],
  }
}

/** Where an annotation's figure comes from, as the file names it; null where the disease isn't annotated with the finding. */
export interface AnnotationSource {
  readonly findingId: string
  readonly reference: string
  /** "8 of 15 patients", where they were counted. */
  readonly counted: { readonly found: number; readonly of: number } | null
  readonly isNegated: boolean
}

/** The sources of a disease's own annotations. */
export function listSources(
  at: number,
  { pack }: HpoIndex,
  { idOfTerm }: JoinedFindings,
): AnnotationSource[] {
  return (pack.diseases[at]?.findings ?? []).map(({ term, share, of, reference }) => ({
    findingId: idOfTerm[term] ?? '',
    reference: pack.references[reference] ?? '',
    counted: of > 0 ? { found: Math.round(share * of), of } : null,
    isNegated: share === NEGATED,
  }))
}
