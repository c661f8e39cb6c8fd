import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureGrowth } from '../../../scripts/time-growth'
import type { CaseStage } from '../../domain/case'
import { sliceSpan } from '../../domain/span'
import { formatCaseText, parseCaseText } from './case-text'
import { MAX_TITLE_LENGTH, proposeTitle } from './propose-title'
import { splitStages } from './split-stages'

const parts = (text: string, stages: readonly CaseStage[] = splitStages(text)) =>
  stages.map(({ kind, title, span }) => [kind, title, sliceSpan(text, span)])

describe('stages', () => {
  test('Markdown headings; the title stays outside', () => {
    const text =
      '# A puzzling cough\n\n## History\nCough for a week.\n\n## On exam\nClear chest.\n\n## Labs\nCRP 5 mg/L\n\n## CT\nNormal.\n'
    expect(parts(text)).toEqual([
      ['history', 'History', '## History\nCough for a week.'],
      ['exam', 'On exam', '## On exam\nClear chest.'],
      ['labs', 'Labs', '## Labs\nCRP 5 mg/L'],
      ['imaging', 'CT', '## CT\nNormal.'],
    ])
  })

  test('bold list labels as in MedR-Bench: neighbours of one kind become one stage, tests split by their own labels', () => {
    const text = [
      '- **Patient Information:** 40-year-old woman.',
      '- **Chief Complaint:** Fever.',
      '- **Family History:** None.',
      '- **Physical Examination:** Pale.',
      '- **Ancillary Tests:**',
      '  - **Blood Work:** Hb 80 g/L.',
      '  - **Ultrasound:** Normal.',
      '  - **CT Scan:** Large spleen.',
    ].join('\n')
    expect(parts(text).map(([kind, title]) => [kind, title])).toEqual([
      ['history', 'History'],
      ['exam', 'Physical Examination'],
      ['labs', 'Blood Work'],
      ['imaging', 'Imaging'],
    ])
    expect(parts(text)[0]?.[2]).toBe(text.slice(0, text.indexOf('\n- **Physical')))
    expect(parts(text)[2]?.[2]).toBe('- **Ancillary Tests:**\n  - **Blood Work:** Hb 80 g/L.')
    expect(parts(text)[3]?.[2]).toBe('- **Ultrasound:** Normal.\n  - **CT Scan:** Large spleen.')
  })

  test('ward capitals and colons, Windows line breaks, astral characters before', () => {
    const text = '😀 A 70-year-old man.\r\n\r\nHPI: chest pain\r\nO/E: BP 90/60\r\nBLOODS\r\ntroponin 5\r\n'
    expect(parts(text)).toEqual([
      ['history', 'History', '😀 A 70-year-old man.\r\n\r\nHPI: chest pain'],
      ['exam', 'O/E', 'O/E: BP 90/60'],
      ['labs', 'Bloods', 'BLOODS\r\ntroponin 5'],
    ])
  })

  test.each([
    ['prose', 'A 40-year-old man came with fever. On examination, he was pale. CT was normal.'],
    ['a colon in prose', 'Note: she is allergic.\nShe said: it hurts.'],
    ['a wrapped line that ends in a label word', 'He was sent to the\nlaboratory\nfor tests.'],
  ])('%s has no stages', (_name, text) => {
    expect(splitStages(text)).toEqual([])
  })

  test('stages never overlap, keep order and start at a heading, whatever the text', () => {
    const piece = fc.constantFrom(
      '## Exam',
      'History:',
      '- **Labs:** Na 140',
      '  - CT: normal',
      '# Title',
      'prose',
      '',
      '  ',
      '\r',
      'Diagnosis: gout',
      '😀',
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        (lines, end) => {
          const text = lines.join(end)
          let last = 0
          for (const { span } of splitStages(text)) {
            expect(span.start).toBeGreaterThanOrEqual(last)
            expect(span.end).toBeGreaterThan(span.start)
            expect(sliceSpan(text, span)).toBe(sliceSpan(text, span).trim())
            last = span.end
          }
          expect(last).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })

  test('fifty thousand headings take time in proportion', () => {
    const headings = (count: number) => '  - CT:\n'.repeat(count)
    expect(measureGrowth(splitStages, headings(3000), headings(24_000), 30)).toBeLessThan(30)
  })
})

describe('title', () => {
  test.each([
    ['# Fever after travel\n\nText', 'Fever after travel'],
    ['## History\nA 30-year-old with fever.', 'A 30-year-old with fever'],
    ['- **Patient Information:** 35-year-old woman.\n- **Chief Complaint:** Pain.', '35-year-old woman'],
    [
      'A young man with a rash. He had been abroad for a long time, and he came back ill with fever.',
      'A young man with a rash',
    ],
  ])('%j', (text, title) => {
    expect(proposeTitle(text)).toBe(title)
  })

  test('is short and whole words', () => {
    const title = proposeTitle(`A man ${'who had a very long history '.repeat(10)}`)
    expect(title.length).toBeLessThanOrEqual(MAX_TITLE_LENGTH)
    expect(title).toMatch(/ (?:who|had|a|very|long|history)…$/)
    expect(proposeTitle('😀'.repeat(100)).isWellFormed()).toBe(true)
  })
})

describe('gold diagnosis', () => {
  const case_ = 'A 50-year-old man with a swollen, red, painful big toe.'

  test.each([
    [`${case_}\n\nDiagnosis: Gout`, 'Gout'],
    [`${case_}\n\n## Final diagnosis\n\nGout.\n`, 'Gout'],
    [`${case_}\r\n**Final Diagnosis:** **Gout**`, 'Gout'],
    [`${case_}\nDIAGNOSIS\n- Gout\n- Hypertension`, 'Gout; Hypertension'],
  ])('is taken out of %j', (text, diagnosis) => {
    const { draft, notices } = parseCaseText(text, 'toe.txt')
    expect(draft.goldDiagnosis).toBe(diagnosis)
    expect(draft.presentation).toBe(case_)
    expect(notices).toMatchObject([{ code: 'gold-taken-out', diagnosis }])
    expect(
      draft.presentation +
        text.slice(case_.length, -(notices[0]?.code === 'gold-taken-out' ? notices[0].removed.length : 0)),
    ).toBe(
      text.slice(0, text.length - (notices[0]?.code === 'gold-taken-out' ? notices[0].removed.length : 0)),
    )
  })

  test.each([
    ['not at the end', `${case_}\n\nDiagnosis: Gout\n\nTreatment: colchicine`],
    ['a differential', `${case_}\n\nDifferential diagnosis: gout, septic arthritis`],
    ['prose', `${case_} The diagnosis: unclear.`],
    ['a long discussion', `${case_}\n\nDiagnosis: ${'it could be many things '.repeat(20)}`],
    ['nothing before it', 'Diagnosis: Gout'],
  ])('is left alone: %s', (_name, text) => {
    const { draft, notices } = parseCaseText(text, '')
    expect(draft.goldDiagnosis).toBeNull()
    expect(draft.presentation).toBe(text)
    expect(notices).toEqual([])
  })

  test('presentation and diagnosis survive the round trip', () => {
    const { draft } = parseCaseText(`${case_}\n\nDiagnosis: Gout`, '')
    const again = parseCaseText(formatCaseText(draft), '').draft
    expect(again).toEqual(draft)
  })
})
