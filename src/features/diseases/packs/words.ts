import type { FileProblem, ImportStage } from './protocol'

export const STAGE_WORDS: Readonly<Record<ImportStage, string>> = {
  'reading-ontology': 'Reading the ontology',
  'reading-annotations': 'Reading the annotations',
  joining: 'Joining both',
  storing: 'Storing',
}

/** What is wrong with a file, where, and what was expected. */
export function describeFileProblem({ code, file, line, found }: FileProblem): string {
  const place = line === null ? file : `${file}, line ${line}`
  return `${place}: ${describeCode(code, found)}`
}

function describeCode(code: FileProblem['code'], found: string): string {
  switch (code) {
    case 'empty':
      return 'the file is empty.'
    case 'not-text':
      return 'this is no UTF-8 text. Unpack the file first, where it is packed.'
    case 'not-obo':
      return `“${found}” is no line of an OBO file. Expected a header that begins with “format-version:”, or the JSON of hp.json.`
    case 'not-json':
      return 'the JSON breaks off or is damaged here. Download the file again.'
    case 'not-obographs':
      return 'this JSON is no obographs document. Expected “graphs” with “nodes” and “edges”, as in hp.json.'
    case 'not-annotations':
      return 'this is no annotation file. Expected lines with # and a header with database_id, disease_name and so on, as in phenotype.hpoa.'
    case 'bad-line':
      return `“${found}” can’t be read. Expected “tag: value”, each [Term] with an id and a name.`
    case 'no-terms':
      return 'no HP class is in it.'
    case 'no-rows':
      return 'no row is about a finding (aspect P).'
    case 'missing-columns':
      return `the header lacks ${found}.`
    case 'wrong-field-count':
      return `the row has ${found} fields, set apart by tabs.`
    case 'bad-disease-id':
      return `“${found}” is no disease id. Expected one such as OMIM:154700.`
    case 'bad-term-id':
      return `“${found}” is no HPO id. Expected one such as HP:0001250.`
    case 'bad-qualifier':
      return `the qualifier is “${found}”. Expected NOT or nothing.`
    case 'bad-frequency':
      return `the frequency is “${found}”. Expected a class such as HP:0040281, a count such as 7/13, or a percentage.`
    case 'bad-aspect':
      return `the aspect is “${found}”. Expected P, I, C, M or H.`
    case 'unknown-parent':
      return `a class has a parent that is not in the file (${found}).`
    case 'cycle':
      return `the class ${found} is above itself.`
    case 'no-root':
      return `the class ${found}, “Phenotypic abnormality”, is missing.`
    case 'unknown-term':
      return `most rows name classes that the ontology file does not have, such as ${found}. Take both files from the same release.`
  }
}
