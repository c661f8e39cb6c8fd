import { type DecisionWay, type UnitAnswer, isSameAnswer } from './adjudication'

/** Rules that decide without a person. */
export interface DecisionRules {
  readonly decidesUnanimous: boolean
  /** Share of the reviewers, above a half to 1, whose common answer decides; null: majorities don't. */
  readonly majority: number | null
}

/**
 * The answer the rules come to; null where a person has to look: nobody unsure may be outvoted, and a tie has no
 * majority.
 * @throws RangeError if a majority is not above a half, or above 1: it could decide for two answers at once.
 */
export function decideByRules(
  answers: readonly UnitAnswer[],
  rules: DecisionRules,
): { readonly value: readonly string[]; readonly way: DecisionWay } | null {
  const { majority } = rules
  if (majority !== null && !(majority > 0.5 && majority <= 1))
    throw new RangeError(`a majority of ${majority} is not above a half`)
  const [first] = answers
  if (!first || answers.length < 2 || answers.some(({ value }) => value.includes('unsure'))) return null
  if (answers.every(({ value }) => isSameAnswer(value, first.value)))
    return rules.decidesUnanimous ? { value: first.value, way: 'unanimous' } : null
  if (majority === null) return null
  const leading = answers.find(({ value }) => supportOf(value, answers) >= majority - 1e-9)
  return leading ? { value: leading.value, way: 'majority' } : null
}

const supportOf = (value: readonly string[], answers: readonly UnitAnswer[]) =>
  answers.filter((other) => isSameAnswer(other.value, value)).length / answers.length
