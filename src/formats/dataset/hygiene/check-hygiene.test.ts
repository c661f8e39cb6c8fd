import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startDraft, type CaseDraft } from '../../case-draft'
import { checkHygiene, HYGIENE_RULES, type HygieneInput, type HygieneRule } from './check-hygiene'
import { detectLanguage } from './detect-language'
import { isVeterinary } from './is-veterinary'
import { createNearDuplicateFinder } from './near-duplicates'

const clean = 'A 40-year-old baker had a dry cough for three weeks. He was febrile and his lungs were clear.'
const inputOf = (
  id: string,
  change: Partial<CaseDraft> = {},
  article: HygieneInput['article'] = null,
): HygieneInput => ({
  id,
  draft: {
    ...startDraft(clean, [], 'A cough'),
    goldDiagnosis: 'Baker’s lung',
    referenceReasoning: [{ text: 'Cough.' }, { text: 'Flour.' }],
    ...change,
  },
  article,
})
const rulesOf = (input: HygieneInput, options = {}): HygieneRule[] => {
  const { rules } = checkHygiene([input], options)
  return HYGIENE_RULES.filter((rule) => rules[rule].hits.length > 0)
}

describe('each rule', () => {
  test.each<[HygieneRule | null, Partial<CaseDraft>, HygieneInput['article']]>([
    [null, {}, { quotations: 2, missing: [] }],
    ['gold-in-prompt', { presentation: `${clean} It was the baker’s  LUNG.` }, null],
    ['no-diagnosis', { goldDiagnosis: null }, null],
    ['identifier-diagnosis', { extra: { final_diagnosis: 'Bakers_lung' } }, null],
    ['identifier-diagnosis', { goldDiagnosis: 'OMIM:101200' }, null],
    ['identifier-diagnosis', { goldDiagnosis: 'J67.8' }, null],
    ['no-reasoning', { referenceReasoning: [] }, null],
    ['one-line-reasoning', { referenceReasoning: [{ text: 'It was flour.' }] }, null],
    ['damaged-numbering', { extra: { diagnostic_reasoning: '1. A.\n3. B.' } }, null],
    ['quote-not-in-article', {}, { quotations: 2, missing: [1] }],
    ['veterinary', { presentation: `A 7-year-old spayed female Labrador coughed. ${clean}` }, null],
    ['question-in-prompt', { presentation: `${clean} What is the most likely diagnosis?` }, null],
    [
      'question-in-prompt',
      { presentation: `${clean} Which of the following is the next step?\nA. Rest\nB. Work\nC. Flour` },
      null,
    ],
    ['question-in-prompt', { presentation: `${clean}\nA) Asthma B) Flour C) Gout D) Flu` }, null],
    [
      'language',
      {
        presentation:
          'Un panadero de 40 años presenta tos seca desde hace tres semanas. El paciente no tiene fiebre y los pulmones son normales en la exploración.',
      },
      null,
    ],
  ])('%s', (rule, change, article) => {
    expect(rulesOf(inputOf('1', change, article))).toEqual(rule === null ? [] : [rule])
  })

  test('counts the cases it could be applied to', () => {
    const { cases, rules } = checkHygiene([
      inputOf('1'),
      inputOf('2', { goldDiagnosis: null, presentation: `${clean} Two.` }, { quotations: 1, missing: [0] }),
    ])
    expect(cases).toBe(2)
    expect(rules['gold-in-prompt'].checked).toBe(1)
    expect(rules['quote-not-in-article']).toEqual({
      checked: 1,
      hits: [{ id: '2', detail: '1', earlierId: null }],
    })
  })

  test('question marks in the middle and list letters in prose are no question', () => {
    expect(
      rulesOf(
        inputOf('1', {
          presentation: `He asked: “Why me?” ${clean} Hepatitis A. He rested. Vitamin B. was low.`,
        }),
      ),
    ).toEqual([])
  })
})

test('duplicates and near-duplicates name the earlier case', () => {
  const words = Array.from({ length: 200 }, (_, index) => `word${index}`)
  const near = words.map((word, index) => (index === 100 ? 'changed' : word)).join(' ')
  const far = words.map((word, index) => (index % 3 === 0 ? 'changed' : word)).join(' ')
  const { rules } = checkHygiene([
    inputOf('1', { presentation: words.join(' ') }),
    inputOf('2', { presentation: ` ${words.join('  ').toUpperCase()}` }),
    inputOf('3', { presentation: near }),
    inputOf('4', { presentation: far }),
  ])
  expect(rules.duplicate.hits).toEqual([{ id: '2', detail: '', earlierId: '1' }])
  expect(rules['near-duplicate'].hits).toEqual([{ id: '3', detail: '97 %', earlierId: '1' }])
})

test('the similarity is that of the triples, and all near pairs are found', () => {
  const word = fc.integer({ min: 0, max: 5000 }).map((number) => `w${number}`)
  let [pairs, found] = [0, 0]
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 40, maxLength: 150 }),
      fc.array(fc.nat(149), { maxLength: 3 }),
      (words, changes) => {
        const changed = words.map((each, index) => (changes.includes(index) ? 'other' : each))
        const triples = (list: readonly string[]) =>
          new Set(list.slice(0, -2).map((_each, at) => list.slice(at, at + 3).join(' ')))
        const [a, b] = [triples(words), triples(changed)]
        const shared = [...a].filter((triple) => b.has(triple)).length
        const jaccard = shared / (a.size + b.size - shared)
        const finder = createNearDuplicateFinder(0.8)
        finder.add('a', words.join(' '))
        const hit = finder.add('b', changed.join(' '))
        if (hit) expect(hit.similarity).toBeCloseTo(jaccard, 10)
        else if (jaccard >= 0.8) pairs += 1
        if (jaccard >= 0.8 && hit) found += 1
        if (jaccard < 0.8) expect(hit).toBeNull()
      },
    ),
    { numRuns: 300, seed: 3 },
  )
  expect(pairs / (pairs + found)).toBeLessThan(0.01)
})

test('15,000 texts that share their opening are compared in good time', () => {
  const finder = createNearDuplicateFinder()
  const shared = Array.from({ length: 30 }, (_, index) => `opening${index}`).join(' ')
  const started = performance.now()
  let state = 7
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 8
  for (let index = 0; index < 15_000; index++) {
    const own = Array.from({ length: 150 }, () => `w${next() % 40_000}`).join(' ')
    expect(finder.add(String(index), `${shared} ${own}`)).toBeNull()
  }
  // About 1.5 s alone; the bound only catches something quadratic.
  expect(performance.now() - started).toBeLessThan(30_000)
}, 60_000)

test.each([
  ['A 7-year-old neutered male domestic shorthair cat presented with vomiting.', true],
  ['A 3-year-old Holstein cow was examined.', true],
  ['An adult female dog was referred to the veterinary hospital.', true],
  ['A 30-year-old man presented after a dog bite.', false],
  ['A 12-year-old girl with a cat scratch on her arm.', false],
  ['A 50-year-old horse breeder had a cough.', false],
  ['A 45-year-old farmer who keeps goats and sheep.', false],
  ['A 30-year-old female from a village, with a history of contact with dogs.', false],
  ['An 8-year-old male exposed to sheep.', false],
  ['A 60-year-old woman; a CAT scan was done.', false],
])('%j is about an animal: %s', (text, isAnimal) => {
  expect(isVeterinary(text, '') !== null).toBe(isAnimal)
})

test.each([
  ['The patient was a man with a fever and he had pain in his chest for a week.', 'en'],
  ['Le patient est un homme de 40 ans avec une fièvre et des douleurs dans la poitrine.', 'fr'],
  ['Il paziente è un uomo di 40 anni con la febbre e dolore nella gamba, non è stato operato.', 'it'],
  ['Der Patient wurde mit einer Lungenentzündung auf die Station verlegt und war nicht wach.', 'de'],
  ['40歳の男性が発熱で来院した。', 'ja'],
  ['患者为四十岁男性，发热。', 'zh'],
  ['Пациент поступил с лихорадкой.', 'ru'],
  ['β-hCG 5, α-fetoprotein 7', null],
  ['12.5 / 7', null],
])('%j is in %s', (text, language) => {
  expect(detectLanguage(text)).toBe(language)
})
