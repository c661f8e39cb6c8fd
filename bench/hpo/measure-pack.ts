import { performance } from 'node:perf_hooks'
import type { StructuredFinding } from '../../src/domain/phenotype-ontology'
import { createSeededRandom } from '../../src/domain/resampling/seeded-random'
import { parseAnnotations } from '../../src/formats/hpo/parse-annotations'
import { parseOntology } from '../../src/formats/hpo/parse-ontology'
import { readDataset } from '../../src/formats/dataset/read-dataset'
import { readCase } from '../../src/knowledge/extraction/read-case'
import { buildHpoPack } from '../../src/knowledge/hpo/build-hpo-pack'
import { decodeHpoPack, encodeHpoPack } from '../../src/knowledge/hpo/encode-hpo-pack'
import type { HpoPack } from '../../src/knowledge/hpo/hpo-pack'
import { estimateShare } from '../../src/knowledge/hpo/term-shares'
import { prepareCase, rankCase } from '../../src/knowledge/likelihood/rank-case'
import { type Knowledge, combinePacks, openPacks } from '../../src/knowledge/pack/combine-packs'
import { loadPack } from '../../src/knowledge/pack/load-pack'
import { createDiagnosisIndex } from '../../src/knowledge/pack/match-diagnosis'

interface Patient {
  readonly presentation: string
  readonly gold: string
  readonly findings: readonly StructuredFinding[]
}

function timed<T>(what: string, work: () => T): T {
  const from = performance.now()
  const result = work()
  console.log(`${what}: ${Math.round(performance.now() - from)} ms`)
  return result
}

function ranksOf(knowledge: Knowledge, patient: Patient, isStructured: boolean) {
  const from = performance.now()
  const { presentation, findings } = patient
  const subject = { presentation, stages: [], ...(isStructured && { findings }) }
  const read = readCase(subject, knowledge.compiled)
  const { extraction, compiled } = knowledge.prepareCase(read)
  const { candidates } = rankCase(compiled, prepareCase(compiled, presentation, extraction))
  return { candidates, read, ms: performance.now() - from }
}

const share = (part: number, of: number) =>
  `${part} of ${of} (${((100 * part) / Math.max(1, of)).toFixed(1)} %)`
const median = (all: readonly number[]) => [...all].sort((a, b) => a - b)[all.length >> 1] ?? 0

/** Reads both files as an import does, and times each part. */
export function readPack(ontologyText: string, annotationText: string): HpoPack {
  const ontology = timed('read the ontology', () => parseOntology(ontologyText))
  const annotations = timed('read the annotations', () => parseAnnotations(annotationText))
  if (ontology.kind === 'problem' || annotations.kind === 'problem')
    throw new Error(JSON.stringify([ontology, annotations].find(({ kind }) => kind === 'problem')))
  const built = timed('join both', () => buildHpoPack(ontology.value, annotations.value, 'bench'))
  const bytes = timed('write as bytes', () => encodeHpoPack(built.pack))
  console.log(
    `${(bytes.length / 1e6).toFixed(1)} MB, ${built.used} annotations, ${built.pack.terms.length} findings`,
  )
  return timed('read the bytes', () => decodeHpoPack(bytes))
}

/** What structured findings do, with the built-in pack alone and with a dropped one beside it. */
export async function measurePhenopackets(file: Blob, hpo: HpoPack): Promise<void> {
  const patients: Patient[] = []
  for await (const event of readDataset(file, 'phenopackets.jsonl'))
    if (event.kind === 'case') {
      const { presentation, goldDiagnosis, findings = [] } = event.case.draft
      patients.push({ presentation, gold: goldDiagnosis ?? '', findings })
    }
  const stated = patients.flatMap(({ findings }) => findings)
  console.log(
    `\n${patients.length} phenopackets: ${stated.filter(({ isExcluded }) => !isExcluded).length} findings present, ${stated.filter(({ isExcluded }) => isExcluded).length} excluded`,
  )
  const builtIn = loadPack()
  const alone = combinePacks(openPacks(builtIn, null), [])
  const beside = combinePacks(
    timed('open the packs', () => openPacks(builtIn, hpo)),
    [],
  )
  const { findDisease } = createDiagnosisIndex(builtIn)
  const covered = patients.flatMap((patient) => {
    const disease = findDisease(patient.gold)
    return disease ? [{ patient, id: disease.id }] : []
  })
  console.log(`gold diagnosis in the built-in pack: ${share(covered.length, patients.length)}`)
  for (const [name, knowledge, isStructured] of [
    ['built-in, words only', alone, false],
    ['built-in, recorded findings', alone, true],
    ['with the dropped pack, recorded findings', beside, true],
  ] as const) {
    let [known, wrong] = [0, 0]
    const times: number[] = []
    for (const patient of patients) {
      const { read, ms } = ranksOf(knowledge, patient, isStructured)
      times.push(ms)
      for (const { label, isExcluded } of patient.findings) {
        const at = patient.presentation.indexOf(`- ${label}`) + 2
        const found = read.findings.filter(({ span }) => span.start === at && span.end === at + label.length)
        if (found.length > 0) known++
        if (found.some(({ polarity }) => (polarity === 'absent') !== isExcluded)) wrong++
      }
    }
    const ranks = covered.map(({ patient, id }) =>
      ranksOf(knowledge, patient, isStructured).candidates.findIndex(({ disease }) => disease.id === id),
    )
    const within = (limit: number) =>
      share(ranks.filter((rank) => rank >= 0 && rank < limit).length, covered.length)
    console.log(
      `${name}: findings known ${share(known, stated.length)}, with the wrong polarity ${wrong}; covered golds first ${within(1)}, in ten ${within(10)}; median ${median(times).toFixed(1)} ms a case`,
    )
  }
}

/** Made-up patients of made-up diseases: shows that the ranking works at full size, and nothing of medicine. */
export function measureMadeUpPatients(hpo: HpoPack, count: number): void {
  const knowledge = combinePacks(openPacks(loadPack(), hpo), [])
  const seeded = createSeededRandom(11)
  const random = () => seeded.nextBelow(1e6) / 1e6
  const ranks: number[] = []
  const times: number[] = []
  for (let made = 0; made < count; made++) {
    const disease = hpo.diseases[Math.floor(random() * hpo.diseases.length)]
    if (!disease) continue
    const own = disease.findings.filter(
      (finding) => finding.share !== -2 && random() < estimateShare(finding) * 0.7,
    )
    const shown = own.map(({ term }) => {
      const [parent] = hpo.terms[term]?.parents ?? []
      return parent !== undefined && random() < 0.3 ? parent : term
    })
    const noise = [0, 1, 2].map(() => Math.floor(random() * hpo.terms.length))
    const toFinding = (isExcluded: boolean) => (term: number) => {
      const found = hpo.terms[term]
      return found ? [{ termId: found.id, label: found.label, isExcluded }] : []
    }
    const findings = [...shown, ...noise].flatMap(toFinding(false))
    const { candidates, ms } = ranksOf(
      knowledge,
      { presentation: findings.map(({ label }) => `- ${label}`).join('\n'), gold: disease.id, findings },
      true,
    )
    ranks.push(candidates.findIndex((candidate) => candidate.disease.id === disease.id))
    times.push(ms)
  }
  const within = (limit: number) =>
    share(ranks.filter((rank) => rank >= 0 && rank < limit).length, ranks.length)
  console.log(
    `\nmade-up patients among ${hpo.diseases.length} made-up diseases: first ${within(1)}, in ten ${within(10)}; median ${median(times).toFixed(1)} ms a case`,
  )
}
