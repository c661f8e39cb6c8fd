// Makes HPO files of real size for measurements: an ontology in the shape of a release and annotations on made-up diseases.
// `node bench/hpo/make-hpo-files.mjs FOLDER [ONTOLOGY.obo]` takes the classes of a real hp.obo where one is given.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const DISEASES = 12_600
const PER_DISEASE = 21

/** Mulberry32: seeded, so that every run measures the same files. */
function createRandom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const random = createRandom(7)
const pick = (list) => list[Math.floor(random() * list.length)]
const idOf = (number) => `HP:${String(number).padStart(7, '0')}`

/** 19,000 classes, each below one of the classes before it. */
function makeOntology() {
  const parts = [
    'iris',
    'nail',
    'femur',
    'cortex',
    'valve',
    'lung',
    'renal tubule',
    'palate',
    'retina',
    'scalp',
  ]
  const faults = [
    'Azure',
    'Square',
    'Doubled',
    'Absent',
    'Twisted',
    'Brittle',
    'Hollow',
    'Wavy',
    'Dense',
    'Pale',
  ]
  const lines = ['format-version: 1.2', 'data-version: hp/releases/2024-04-26', '']
  const ids = []
  const add = (number, name, parent) => {
    lines.push('[Term]', `id: ${idOf(number)}`, `name: ${name}`)
    lines.push(`synonym: "${name}, as a parent would say" EXACT layperson []`)
    if (parent) lines.push(`is_a: ${parent} ! parent`)
    lines.push('')
    ids.push(idOf(number))
  }
  add(1, 'All', null)
  add(118, 'Phenotypic abnormality', 'HP:0000001')
  ids.shift()
  for (let number = 1000; ids.length < 19_000; number++)
    add(
      number,
      `${pick(faults)} ${pick(parts)} of pattern ${number}`,
      ids[Math.floor(ids.length * random() ** 1.5)],
    )
  return { text: lines.join('\n'), ids: ids.slice(1) }
}

function readIds(text) {
  return [...text.matchAll(/^id: (HP:\d{7})$/gm)].map((match) => match[1]).filter((id) => id !== 'HP:0000001')
}

function makeAnnotations(ids) {
  const columns =
    'database_id\tdisease_name\tqualifier\thpo_id\treference\tevidence\tonset\tfrequency\tsex\tmodifier\taspect\tbiocuration'
  const lines = ['#description: "Made up for a measurement"', '#version: 2024-04-26', columns]
  for (let at = 0; at < DISEASES; at++) {
    const disease = `OMIM:${900_000 + at}`
    const own = new Set(Array.from({ length: PER_DISEASE }, () => pick(ids)))
    for (const id of own) {
      const of = 1 + Math.floor(random() * 30)
      const frequency = pick([
        '',
        '',
        `${Math.ceil(random() * of)}/${of}`,
        'HP:0040281',
        'HP:0040282',
        'HP:0040283',
        '45%',
      ])
      const qualifier = random() < 0.01 ? 'NOT' : ''
      const reference = `PMID:${10_000_000 + Math.floor(random() * 9000)}`
      lines.push(
        `${disease}\tMade-up disease ${at}\t${qualifier}\t${id}\t${reference}\tPCS\t\t${frequency}\t\t\tP\tBench:x[2024-01-01]`,
      )
    }
  }
  return { text: `${lines.join('\n')}\n`, rows: lines.length - 3 }
}

const [folder = '.', source] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const ontology = source ? readFileSync(source, 'utf8') : null
const { text, ids } = ontology ? { text: ontology, ids: readIds(ontology) } : makeOntology()
const annotations = makeAnnotations(ids)
writeFileSync(join(folder, 'hp.obo'), text)
writeFileSync(join(folder, 'phenotype.hpoa'), annotations.text)
console.log(`${ids.length} classes, ${annotations.rows} annotations, ${DISEASES} diseases in ${folder}`)
