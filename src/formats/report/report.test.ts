import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryCase, arbitraryReview, arbitraryRun } from '../bundle/arbitrary-records'
import type { ClinicalCase } from '../../domain/case'
import type { Review } from '../../domain/review'
import type { Run } from '../../domain/run'
import { formatReport } from './report'
import { formatPercent } from './wording'

const at = Date.UTC(2026, 10, 20, 9, 5)
const [anyCase] = fc.sample(arbitraryCase, { numRuns: 1, seed: 3 })
const [anyRun] = fc.sample(arbitraryRun, { numRuns: 1, seed: 3 })
const [anyReview] = fc.sample(arbitraryReview, { numRuns: 1, seed: 3 })
if (!anyCase || !anyRun || !anyReview) throw new Error('no samples')

const presentation = 'Intro.\nHistory: cough for a week.\nExam: clear chest.'
const subject: ClinicalCase = {
  ...anyCase,
  title: 'Cough',
  presentation,
  stages: [
    { kind: 'history', title: 'History', span: { start: 7, end: 33 } },
    { kind: 'exam', title: '', span: { start: 34, end: 52 } },
  ],
  isFictional: true,
  goldDiagnosis: 'Pertussis',
  citation: 'javascript:alert(1)',
}
const entry = {
  diseaseId: null,
  isCantMiss: true,
  evidenceFor: [{ label: 'cough', polarity: 'present' as const, span: null, likelihoodRatio: 2.345 }],
  evidenceAgainst: [{ label: 'fever', polarity: 'absent' as const, span: null, likelihoodRatio: null }],
  stepsFor: [0],
  stepsAgainst: [],
  nextTest: 'PCR',
}
const run: Run = {
  ...anyRun,
  status: 'finished',
  problemRepresentation: 'An adult with subacute cough.',
  steps: [
    {
      index: 0,
      kind: 'support',
      text: 'Cough for a week fits.',
      quotes: [
        { text: 'cough for a week', span: { start: 16, end: 32 } },
        { text: 'whoop', span: null },
      ],
      hypotheses: [],
      checks: [{ code: 'quote-not-in-case', quote: 'whoop', nearest: null }],
    },
    {
      index: 1,
      kind: 'conclude',
      text: 'Pertussis.',
      quotes: [],
      hypotheses: [],
      checks: [{ code: 'repeats-step', earlierStep: 0, similarity: 0.5 }],
    },
  ],
  differential: { entries: [{ ...entry, diagnosis: 'Pertussis', likelihood: 0.723 }], noneOfThese: 0.004 },
}
const review: Review = {
  ...anyReview,
  grades: {
    0: {
      label: 'good',
      isUnsure: false,
      errorTypes: ['omission'],
      comment: 'Yes & no',
      rewrite: null,
      gradedAt: at,
    },
  },
  verdict: 'correct',
  differential: [
    { diagnosis: 'Asthma', isAdded: true, ruledOutBecause: null },
    { diagnosis: 'Pertussis', isAdded: false, ruledOutBecause: 'vaccinated' },
  ],
  commitment: { entries: [{ diagnosis: 'Bronchitis', confidence: 0.6 }], committedAt: at },
}

/** What a reader sees: tags and style gone, entities read, blanks joined. */
function wordsOf(report: string): string {
  return report
    .replace(/<style>[^]*<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
}

describe('what the note says', () => {
  const words = wordsOf(formatReport(subject, run, review, at))

  test.each([
    'Review of diagnostic reasoning · 20 November 2026, 09:05 UTC',
    'Not a medical device. For review, teaching and research only.',
    'Fictional case: no real patient',
    'Problem representation An adult with subacute cough.',
    'Leading diagnosis of the run: Pertussis (72 %).',
    'The leading diagnosis is correct.',
    'Intro. History History: cough for a week. Examination Exam: clear chest.',
    '2 steps, 1 graded; the run finished.',
    '1. Support. Cough for a week fits. “cough for a week” “whoop” (not in the case) “whoop” is not in the case. (certain: words or numbers compared)',
    'Grade: Good · Omission Comment: Yes & no',
    'Repeats step 1 (50 % of its words). (likely: meaning read by rules) Grade: not graded',
    '1 Pertussis (can’t miss) For: cough (LR 2.3) · step 1 Against: no fever Next: PCR 72 %',
    'None of these <1 %',
    '1 Asthma (added)',
    '– Pertussis Ruled out: vaccinated',
    '1 Bronchitis 60 %',
    'Diagnosis given by the case’s authors Pertussis',
  ])('%s', (sentence) => {
    expect(words.replaceAll('&lt;', '<')).toContain(sentence)
  })

  test('without a review it says so', () => {
    const bare = wordsOf(formatReport(subject, { ...run, status: 'interrupted' }, null, at))
    expect(bare).toContain('No verdict was given.')
    expect(bare).toContain('Not reviewed.')
    expect(bare).toContain('the run was interrupted before its end')
    expect(bare).not.toContain('The reviewer')
  })
})

describe('hostile text', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '</style><img src=x onerror=alert(1)>',
    '"><a href="javascript:alert(1)">x</a>',
    "' onmouseover='alert(1)",
    '<!-- -->]]>&lt;',
    '</title><base href=//evil.example>',
  ]
  const tagsOf = (report: string) => new Set(report.match(/<[^>]*>/g))
  const plain = tagsOf(formatReport(subject, run, review, at))

  test.each(hostile)('%s stays text wherever it stands', (text) => {
    const replaceAll = <T>(value: T): T =>
      JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
        typeof inner === 'string' &&
        !['kind', 'code', 'label', 'status', 'verdict', 'polarity', 'part', 'presentation'].includes(key)
          ? text
          : inner,
      ) as T
    const report = formatReport(
      { ...replaceAll(subject), presentation: text, stages: [] },
      replaceAll(run),
      replaceAll(review),
      at,
    )
    for (const tag of tagsOf(report)) expect(plain).toContain(tag)
    expect(report.match(/<script|<img|<a |<base/i)).toBeNull()
    expect(report.split('</style>')).toHaveLength(2)
  })

  test('reordering and invisible characters are shown, not obeyed', () => {
    const report = formatReport({ ...subject, title: 'a\u202Egnp.exe\u0000' }, run, review, at)
    for (const hidden of ['\u202E', '\u0000']) expect(report).not.toContain(hidden)
    expect(report).toContain('a<span class="hidden">U+202E</span>gnp.exe<span class="hidden">U+0000</span>')
  })

  test('any records make a document with our tags alone and text that is well formed', () => {
    fc.assert(
      fc.property(
        arbitraryCase,
        arbitraryRun,
        fc.option(arbitraryReview),
        (someCase, someRun, someReview) => {
          const report = formatReport(someCase, someRun, someReview, at)
          expect(report.isWellFormed()).toBe(true)
          for (const tag of tagsOf(report))
            expect(tag).toMatch(
              /^<(?:[/!]?(?:doctype html|html|head|body|meta|title|style|header|h[123]|p|main|section|ol|li|span|div|blockquote|table|caption|thead|tbody|tr|th|td|strong|s|footer)(?:[ >]|$))/,
            )
        },
      ),
    )
  })
})

test('it loads nothing: no address, no script, and a policy that would forbid both', () => {
  const report = formatReport({ ...subject, citation: 'https://example.org' }, run, review, at)
  expect(report).toContain(`default-src 'none'; style-src 'unsafe-inline'`)
  expect(report).not.toMatch(/\s(?:src|href|on\w+)=|url\(|@import/)
})

test.each([
  [0, '0 %'],
  [0.0004, '<1 %'],
  [0.5, '50 %'],
  [0.996, '>99 %'],
  [1, '100 %'],
])('%d is %s', (fraction, words) => {
  expect(formatPercent(fraction)).toBe(words)
})
