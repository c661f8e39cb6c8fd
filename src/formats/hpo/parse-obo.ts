import type { OntologyTerm, PhenotypeOntology } from '../../domain/phenotype-ontology'
import { failRead, type HpoRead } from './hpo-problem'
import { readLines } from './lines'

interface Stanza {
  readonly line: number
  id: string
  label: string
  readonly synonyms: string[]
  readonly parents: string[]
  readonly altIds: string[]
  isObsolete: boolean
}

/** A tag, a colon, the value. */
const TAG = /^([A-Za-z][\w-]*):\s*(.*)$/
const TERM_ID = /^HP:\d{7}$/
const QUOTED = /^"((?:[^"\\]|\\.)*)"\s*(\w+)?/

/**
 * Reads an OBO 1.2 or 1.4 file of the Human Phenotype Ontology. Only `HP:` classes in use are kept; other stanzas are passed over.
 *
 * @see OBO Flat File Format 1.4 Syntax and Semantics, owlcollab.github.io/oboformat/doc/obo-syntax.html
 */
export function parseObo(text: string, onProgress?: (fraction: number) => void): HpoRead<PhenotypeOntology> {
  const terms: OntologyTerm[] = []
  let version: string | null = null
  let stanza: Stanza | null = null
  let place: 'header' | 'term' | 'other' = 'header'
  let isObo = false
  const close = () => {
    if (stanza && !stanza.isObsolete && TERM_ID.test(stanza.id)) {
      const { id, label, synonyms, parents, altIds } = stanza
      terms.push({ id, label, synonyms, parents, altIds })
    }
  }
  for (const { line, words } of readLines(text, onProgress)) {
    const content = words.trim()
    if (content === '' || content.startsWith('!')) continue
    if (content.startsWith('[')) {
      const lacking = stanza && findLack(stanza)
      if (lacking) return failRead('bad-line', stanza?.line ?? line, lacking)
      close()
      place = content === '[Term]' ? 'term' : 'other'
      stanza =
        place === 'term'
          ? { line, id: '', label: '', synonyms: [], parents: [], altIds: [], isObsolete: false }
          : null
      continue
    }
    const tag = TAG.exec(content)
    if (!tag) return isObo ? failRead('bad-line', line, content) : failRead('not-obo', line, content)
    const [name, value] = [tag[1] ?? '', tag[2] ?? '']
    if (place === 'header') {
      if (name === 'format-version') isObo = true
      if (name === 'data-version') version = readRelease(value)
      continue
    }
    if (!isObo) return failRead('not-obo', 1, content)
    if (stanza && !readTag(stanza, name, value)) return failRead('bad-line', line, content)
  }
  const lacking = stanza && findLack(stanza)
  if (lacking) return failRead('bad-line', stanza?.line ?? null, lacking)
  close()
  if (!isObo) return failRead('not-obo', 1)
  if (terms.length === 0) return failRead('no-terms', null)
  return { kind: 'ok', value: { version, terms }, faults: [], faultCount: 0 }
}

function findLack({ id, label, isObsolete }: Stanza): string | null {
  if (id === '') return '[Term] without id'
  return label === '' && !isObsolete && TERM_ID.test(id) ? `${id} without name` : null
}

/** Whether the tag reads as it should; tags of no use here always do. */
function readTag(stanza: Stanza, name: string, value: string): boolean {
  switch (name) {
    case 'id':
      stanza.id = bare(value)
      return stanza.id !== ''
    case 'name':
      stanza.label = unescape(value)
      return stanza.label !== ''
    case 'alt_id':
      stanza.altIds.push(bare(value))
      return true
    case 'is_a': {
      const parent = bare(value)
      if (parent === '') return false
      stanza.parents.push(parent)
      return true
    }
    case 'is_obsolete':
      stanza.isObsolete = bare(value) === 'true'
      return true
    case 'synonym': {
      const quoted = QUOTED.exec(value)
      if (!quoted) return false
      const synonym = unescape(quoted[1] ?? '').trim()
      if (quoted[2] === 'EXACT' && synonym !== '') stanza.synonyms.push(synonym)
      return true
    }
    default:
      return true
  }
}

/** Without trailing modifiers in braces and the comment behind an exclamation mark. */
function bare(value: string): string {
  return value.replace(/\s*[!{].*$/, '').trim()
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', W: ' ' }

function unescape(value: string): string {
  return value.replace(/\\(.)/g, (_, sign: string) => ESCAPES[sign] ?? sign).trim()
}

/** "hp/releases/2024-04-26" and "2013-11-30" both name a release by its day. */
export function readRelease(value: string): string | null {
  return /\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? (value.trim() || null)
}
