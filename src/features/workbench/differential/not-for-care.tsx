/** Stands under every list of diagnoses. */
export function NotForCare() {
  return (
    <p className="px-4 pb-1 text-2xs text-ink-faint">
      For review, teaching and research. Not a medical device. The knowledge engine’s likelihoods are fitted
      to published cases, no engine’s are calibrated for care.
    </p>
  )
}
