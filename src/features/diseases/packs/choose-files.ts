export type ChosenFiles =
  | { readonly kind: 'both'; readonly ontology: File; readonly annotations: File }
  | { readonly kind: 'lacking'; readonly lacks: 'ontology' | 'annotations' | 'both' }
  | { readonly kind: 'too-many'; readonly names: readonly string[] }

const ONTOLOGY = /\.(?:obo|json)$/i
const ANNOTATIONS = /\.(?:hpoa|tab|tsv|txt)$/i

/** Which of some files is the ontology and which the annotations, by their endings. */
export function chooseFiles(files: readonly File[]): ChosenFiles {
  const ontologies = files.filter(({ name }) => ONTOLOGY.test(name))
  const tables = files.filter(({ name }) => ANNOTATIONS.test(name))
  const [ontology] = ontologies
  const [annotations] = tables
  const surplus = [ontologies, tables].filter((some) => some.length > 1).flat()
  if (surplus.length > 0) return { kind: 'too-many', names: surplus.map(({ name }) => name) }
  if (ontology && annotations) return { kind: 'both', ontology, annotations }
  return { kind: 'lacking', lacks: ontology ? 'annotations' : annotations ? 'ontology' : 'both' }
}
