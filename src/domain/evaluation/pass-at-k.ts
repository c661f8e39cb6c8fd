/**
 * The chance that at least one of k samples is right, estimated from n samples of which c are: 1 − C(n−c, k) / C(n, k).
 * What MedCaseReasoning's "N-shot" accuracy is taken to be: any of N samples right.
 * @throws RangeError if the counts are not whole numbers with 0 ≤ c ≤ n and 1 ≤ k ≤ n.
 * @see Chen M et al. Evaluating large language models trained on code. arXiv 2107.03374, section 2.1.
 */
export function passAtK(n: number, c: number, k: number): number {
  if (![n, c, k].every(Number.isInteger) || c < 0 || c > n || k < 1 || k > n)
    throw new RangeError(`no pass@k of ${c} right in ${n} at ${k}`)
  let allWrong = 1
  // The product form stays within floating point where the binomials would not.
  for (let i = n - c + 1; i <= n; i++) allWrong *= Math.max(0, 1 - k / i)
  return 1 - allWrong
}
