import type { Provenance } from '../../../knowledge/local/local-change'

/** By whom, when and why, in one sentence. */
export function describeProvenance({ by, at, why }: Provenance): string {
  const day = new Date(at).toLocaleDateString(undefined, { dateStyle: 'medium' })
  return `${by}, ${day}: ${/[.!?]$/.test(why) ? why : `${why}.`}`
}
