import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { STEP_LABEL_SCALE, defineScale } from './label-scale'
import {
  type LabelTable,
  type Rating,
  buildLabelTable,
  selectCompleteUnits,
  selectRaters,
} from './label-table'
import { type AgreementMeasure, measureAgreement } from './measure-agreement'
import { numberOrCode } from './testing/tables'

// Real ratings of reasoning steps and answers by two or three raters, kept beside the repository; skipped elsewhere.
const DATA = new URL('../../../../shared/data/agreement/', import.meta.url).pathname
const isThere = existsSync(`${DATA}reference-statistics.dev.json`)
const readLines = (name: string): unknown[] =>
  isThere
    ? readFileSync(DATA + name, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
    : []

interface StepRow {
  readonly case_id: string
  readonly model: string
  readonly step_index: number
  readonly ratings: Readonly<Record<string, { readonly efficiency: string; readonly grade: string }>>
}
interface VerdictRow {
  readonly case_id: string
  readonly model: string
  readonly ratings: Readonly<Record<string, boolean>>
}
interface Expected {
  readonly n?: number
  readonly units?: number
  readonly [statistic: string]: unknown
}

describe.skipIf(!isThere)('real ratings (skipped where the data folder is absent)', () => {
  const expected = isThere
    ? (JSON.parse(readFileSync(`${DATA}reference-statistics.dev.json`, 'utf8')) as Record<string, Expected>)
    : {}
  const steps = readLines('steps.dev.jsonl') as StepRow[]
  const verdicts = readLines('verdicts.dev.jsonl') as VerdictRow[]

  const rateSteps = (read: (rating: { efficiency: string; grade: string }) => string): Rating[] =>
    steps.flatMap(({ case_id, model, step_index, ratings }) =>
      Object.entries(ratings).map(([raterId, rating]) => ({
        caseId: case_id,
        unitId: `${case_id} ${model} ${step_index}`,
        raterId,
        label: read(rating),
      })),
    )
  const grades = buildLabelTable(
    rateSteps(({ grade }) => grade),
    STEP_LABEL_SCALE,
  )
  const categories = buildLabelTable(
    rateSteps(({ efficiency }) => efficiency),
    defineScale('nominal', ['Citation', 'Repetition', 'Reasoning', 'Redundancy']),
  )
  const answersOf = (model: string) =>
    buildLabelTable(
      verdicts
        .filter((row) => model === 'all' || row.model === model)
        .flatMap(({ case_id, model: writer, ratings }) =>
          Object.entries(ratings).map(([raterId, isRight]) => ({
            caseId: case_id,
            unitId: `${case_id} ${writer}`,
            raterId,
            label: String(isRight),
          })),
        ),
      defineScale('nominal', ['false', 'true']),
    )
  const pairOf = (table: LabelTable, names: readonly string[]) =>
    selectCompleteUnits(
      selectRaters(
        table,
        names.map((name) => table.raters.indexOf(name)),
      ),
    )

  /** The table that a row of the reference file is about. */
  const tableFor = (name: string): LabelTable => {
    if (name === 'steps grade all raters') return grades
    if (name === 'steps grade three raters') return selectCompleteUnits(grades)
    const pair = /^steps (grade|efficiency) (\S+) vs (\S+)$/.exec(name)
    if (pair) return pairOf(pair[1] === 'grade' ? grades : categories, pair.slice(2))
    const verdict = /^verdict (\S+) vs (\S+), (\S+)$/.exec(name)
    if (verdict) return pairOf(answersOf(verdict[3] ?? ''), verdict.slice(1, 3))
    throw new Error(`unknown row ${name}`)
  }
  const MEASURES: Readonly<Record<string, AgreementMeasure>> = {
    agreement: { statistic: 'percent' },
    kappa: { statistic: 'cohen', raters: [0, 1], weighting: 'unweighted' },
    kappa_quadratic: { statistic: 'cohen', raters: [0, 1], weighting: 'quadratic' },
    ac1: { statistic: 'gwet', weighting: 'unweighted' },
    fleiss_kappa: { statistic: 'fleiss' },
    alpha_nominal: { statistic: 'alpha', metric: 'nominal' },
    alpha_ordinal: { statistic: 'alpha', metric: 'ordinal' },
  }

  test.each(Object.entries(expected))('%s', (name, row) => {
    const table = tableFor(name)
    expect(table.caseOfUnit).toHaveLength(row.n ?? row.units ?? NaN)
    const statistics = Object.entries(row).filter(([key]) => !['n', 'units', 'table'].includes(key))
    expect(statistics.length).toBeGreaterThan(0)
    for (const [key, value] of statistics) {
      const measure = MEASURES[key]
      if (!measure) throw new Error(`unknown statistic ${key}`)
      const [measured] = measureAgreement(table, [measure])
      // The file gives six decimals.
      expect(measured && numberOrCode(measured.result), key).toBeCloseTo(Number(value), 6)
    }
  })

  test('intervals over cases are wider than over steps, which depend on each other', () => {
    const pair = pairOf(grades, ['gemma-2-9b-it', 'qwen'])
    const bySteps = {
      ...pair,
      caseOfUnit: Uint32Array.from(pair.caseOfUnit.keys()),
      caseCount: pair.caseOfUnit.length,
    }
    const [over, under] = [pair, bySteps].map((table) => {
      const [measured] = measureAgreement(table, [{ statistic: 'percent' }], { resamples: 1000, seed: 1 })
      return (measured?.interval?.high ?? NaN) - (measured?.interval?.low ?? NaN)
    })
    expect(over).toBeGreaterThan(under ?? Infinity)
  })
})
