import type { Finding } from '../../domain/finding'
import type { MeasureRule } from '../pack/pack'
import { findAnalyte, referenceRange } from './analytes'
import type { AssertionReader } from './assertion'
import type { CompiledPack } from './compile-pack'
import type { Measurement } from './measurements'
import { type Word, wordIndexAt } from './words'

interface Patient {
  readonly years: number | null
  readonly sex: 'female' | 'male' | null
}

/**
 * Findings that a value makes: present beyond a rule's limit, absent on the normal side of it. A value abnormal the other way,
 * or abnormal but short of the limit, says nothing of the rule's concept.
 */
export function compareWithRules(
  measurement: Measurement,
  compiled: CompiledPack,
  patient: Patient,
  assertions: AssertionReader,
  words: readonly Word[],
): Finding[] {
  const concepts = compiled.measured.get(measurement.analyte)
  if (!concepts) return []
  const first = wordIndexAt(words, measurement.span.start)
  const { isNegated, experiencer, temporality } = assertions.readAssertion(first, first + 1)
  return concepts.flatMap((concept): Finding[] => {
    const { measure } = concept
    if (!measure) return []
    const isBeyond = isBeyondLimit(measurement, measure, patient)
    if (!isBeyond && measurement.flag !== 'normal') return []
    // "did not exceed 38.5 °C" tells no value.
    if (isBeyond && isNegated) return []
    return [
      {
        conceptId: concept.id,
        label: concept.label,
        polarity: isBeyond ? 'present' : 'absent',
        isUncertain: false,
        experiencer,
        temporality,
        ...(measurement.trend && { trend: measurement.trend }),
        value: measurement.value,
        unit: measurement.unit,
        span: measurement.span,
      },
    ]
  })
}

/**
 * A rule's threshold is an adult's: one that repeats the usual limit gives way to the patient's own limit, and a child's is moved
 * in proportion to the limit at that age. What the note itself calls normal is never beyond.
 */
function isBeyondLimit(
  { siValue, flag, analyte: id }: Measurement,
  rule: MeasureRule,
  patient: Patient,
): boolean {
  const analyte = findAnalyte(id)
  if (rule.threshold === undefined || !analyte) return flag === rule.is
  const side = rule.is === 'high' ? 1 : 0
  const usual = analyte.range[side]
  if (rule.threshold === usual) return flag === rule.is
  const own = referenceRange(analyte, patient.years, null)[side]
  const threshold = usual > 0 ? rule.threshold * (own / usual) : rule.threshold
  return flag !== 'normal' && (rule.is === 'high' ? siValue > threshold : siValue < threshold)
}
