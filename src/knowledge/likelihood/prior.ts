import type { Disease, IncidenceClass } from '../pack/pack'
import { INCIDENCE_POWER } from './ranking-constants'

/** Relative weights of the incidence classes among people who come with a diagnostic problem: our estimate, not counts. */
const INCIDENCE_WEIGHT: Readonly<Record<IncidenceClass, number>> = {
  'very-common': 12,
  common: 6,
  uncommon: 2.5,
  rare: 1,
  'very-rare': 0.5,
  exceptional: 2e-6,
}

/** Who the patient is, where the case says so. */
export interface Demographics {
  readonly ageYears: number | null
  readonly sex: 'female' | 'male' | null
}

/** What is known before any finding, as factors of a disease's odds; 1 where the case doesn't say. */
export interface PriorFactors {
  readonly incidence: number
  readonly age: number
  readonly sex: number
}

const IMPOSSIBLE = 0.002
const LEAST_AGE_FACTOR = 0.08
/** Years outside the usual ages over which a disease becomes e times less likely. */
const AGE_SCALE = 12

/** Factors of a disease's odds by how common it is and by the patient's age and sex. */
export function priorFactors(disease: Disease, { ageYears, sex }: Demographics): PriorFactors {
  return {
    incidence: INCIDENCE_WEIGHT[disease.incidence] ** INCIDENCE_POWER,
    age: ageFactor(disease, ageYears),
    sex: sexFactor(disease, sex),
  }
}

function ageFactor({ ages }: Disease, age: number | null): number {
  if (age === null) return 1
  if (ages.hard && (age < ages.hard[0] || age > ages.hard[1])) return IMPOSSIBLE
  const outside = Math.max(ages.usual[0] - age, age - ages.usual[1], 0)
  return Math.max(LEAST_AGE_FACTOR, Math.exp(-outside / AGE_SCALE))
}

function sexFactor({ femaleFraction }: Disease, sex: Demographics['sex']): number {
  if (sex === null) return 1
  return Math.max(IMPOSSIBLE, 2 * (sex === 'female' ? femaleFraction : 1 - femaleFraction))
}
