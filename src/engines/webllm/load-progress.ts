/** What each phase takes of a load, by the first words of the library's reports. Judged from loads under SwiftShader. */
const PHASES: readonly { readonly begins: RegExp; readonly from: number; readonly share: number }[] = [
  { begins: /^Start to fetch|^Fetching/, from: 0, share: 0.05 },
  { begins: /^Loading model/, from: 0.05, share: 0.45 },
  { begins: /^Loading GPU/, from: 0.5, share: 0.5 },
  { begins: /^Finish/, from: 1, share: 0 },
]

/** Turns WebLLM's reports, whose number starts over with every phase, into a fraction that never falls. */
export function createLoadProgress(): (report: { progress: number; text: string }) => number {
  let reached = 0
  return ({ progress, text }) => {
    const phase = PHASES.find(({ begins }) => begins.test(text))
    if (phase) reached = Math.max(reached, phase.from + phase.share * Math.min(1, Math.max(0, progress)))
    return reached
  }
}
