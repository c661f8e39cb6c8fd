import type { Run } from '../src/domain/run'
import type { ReasoningStep } from '../src/domain/reasoning-step'
import type { LiveRun } from '../src/reasoning'
import { describeFailure } from '../src/features/describe-failure'
import { STEP_KIND_WORDS } from '../src/features/words'

/** Writes a run to a terminal while it comes: each step once, as soon as it is complete. */
export function createRunPrinter(write: (text: string) => void): (live: LiveRun) => void {
  let hasHead = false
  let printedSteps = 0
  let problemRepresentation: string | null = null
  return ({ run }) => {
    if (!run) return
    if (!hasHead) {
      hasHead = true
      write(`${formatManifest(run)}\n`)
    }
    if (run.problemRepresentation !== null && run.problemRepresentation !== problemRepresentation) {
      problemRepresentation = run.problemRepresentation
      write(`\n${problemRepresentation}\n`)
    }
    for (const step of run.steps.slice(printedSteps)) write(`\n${formatStep(step)}`)
    printedSteps = run.steps.length
  }
}

function formatManifest({ manifest }: Run): string {
  const { engine, model, strategy, sampling } = manifest
  const parts = [engine, model?.name, strategy, sampling && `seed ${sampling.seed}`]
  return parts.filter(Boolean).join(' · ')
}

function formatStep({ index, kind, text, quotes, checks }: ReasoningStep): string {
  const lines = [
    `${index + 1}. ${STEP_KIND_WORDS[kind]}`,
    text,
    ...quotes.map((quote) => `“${quote.text}”${quote.span ? '' : ' (not in the case)'}`),
    ...checks.filter(({ code }) => code !== 'quote-not-in-case').map(({ code }) => `! ${code}`),
  ]
  return `${lines.join('\n   ')}\n`
}

function formatPercent(fraction: number): string {
  return fraction > 0 && fraction < 0.01 ? '<1%' : `${Math.round(100 * fraction)}%`
}

/** What comes last: the differential, or why there is none. */
export function formatEnding(run: Run): string {
  const lines: string[] = []
  if (run.differential) {
    lines.push('', 'Differential')
    for (const [place, entry] of run.differential.entries.entries()) {
      const percent = formatPercent(entry.likelihood).padStart(4)
      const mark = entry.isCantMiss ? ' (can’t miss)' : ''
      lines.push(`${String(place + 1).padStart(2)}. ${percent}  ${entry.diagnosis}${mark}`)
    }
  }
  if (run.failure) {
    const { title } = describeFailure(run.failure)
    lines.push('', `${title}${run.failure.detail === '' ? '.' : `: ${run.failure.detail}`}`)
  } else if (run.status === 'stopped') lines.push('', 'Stopped.')
  const { timing, counts } = run
  if (timing && counts) {
    const tokens =
      counts.outputTokens === null ? '' : `, ${counts.promptTokens} + ${counts.outputTokens} tokens`
    lines.push('', `${counts.steps} steps in ${(timing.totalMs / 1000).toFixed(1)} s${tokens}`)
  }
  return `${lines.join('\n')}\n`
}
