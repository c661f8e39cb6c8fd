import type { DifferentialEntry, Evidence } from '../../domain/differential'
import type { Review, ReviewerEntry } from '../../domain/review'
import type { Run } from '../../domain/run'
import { html, type Html } from './html'
import { formatPercent } from './wording'

/** The run's differential, and the reviewer's beside it where they changed it. */
export function differentialSection(run: Run, review: Review | null): Html | null {
  if (!run.differential) return null
  const own = review?.differential ?? null
  const tables = [
    runTable(run.differential.entries, run.differential.noneOfThese),
    own ? reviewerTable(own) : null,
  ]
  return html`<section>
    <h2>Differential diagnosis</h2>
    ${own ? html`<div class="columns">${tables}</div>` : tables}
    ${review && !own ? html`<p class="meta">The reviewer left the order as it was.</p>` : null}
  </section>`
}

function runTable(entries: readonly DifferentialEntry[], noneOfThese: number): Html {
  return html`<table>
    <caption>
      The run
    </caption>
    <thead>
      <tr>
        <th class="figure">Rank</th>
        <th>Diagnosis and reasons</th>
        <th class="figure">Likelihood</th>
      </tr>
    </thead>
    <tbody>
      ${entries.map(
        (entry, index) =>
          html`<tr>
            <td class="figure">${index + 1}</td>
            <td>
              ${entry.diagnosis}${entry.isCantMiss ? html` <strong>(can’t miss)</strong>` : null}${reasons(entry)}
            </td>
            <td class="figure">${formatPercent(entry.likelihood)}</td>
          </tr>`,
      )}
      <tr>
        <td></td>
        <td>None of these</td>
        <td class="figure">${formatPercent(noneOfThese)}</td>
      </tr>
    </tbody>
  </table>`
}

function reasons(entry: DifferentialEntry): Html[] {
  const line = (name: string, evidence: readonly Evidence[], steps: readonly number[]) => {
    const found = evidence.map(describeEvidence)
    const from =
      steps.length === 0
        ? null
        : `step${steps.length === 1 ? '' : 's'} ${steps.map((step) => step + 1).join(', ')}`
    const words = [found.join('; '), from].filter((part) => part !== null && part !== '').join(' · ')
    return words === '' ? [] : [html`<span class="reasons">${name}: ${words}</span>`]
  }
  return [
    ...line('For', entry.evidenceFor, entry.stepsFor),
    ...line('Against', entry.evidenceAgainst, entry.stepsAgainst),
    ...(entry.nextTest === null ? [] : [html`<span class="reasons">Next: ${entry.nextTest}</span>`]),
  ]
}

function describeEvidence({ label, polarity, likelihoodRatio }: Evidence): string {
  const ratio = likelihoodRatio === null ? '' : ` (LR ${Number(likelihoodRatio.toPrecision(2))})`
  return `${polarity === 'absent' ? 'no ' : ''}${label}${ratio}`
}

function reviewerTable(entries: readonly ReviewerEntry[]): Html {
  let rank = 0
  return html`<table>
    <caption>
      The reviewer
    </caption>
    <thead>
      <tr>
        <th class="figure">Rank</th>
        <th>Diagnosis and reasons</th>
      </tr>
    </thead>
    <tbody>
      ${entries.map(({ diagnosis, isAdded, ruledOutBecause }) => {
        const isOut = ruledOutBecause !== null
        return html`<tr>
          <td class="figure">${isOut ? '–' : ++rank}</td>
          <td>
            ${isOut ? html`<s>${diagnosis}</s>` : diagnosis}${isAdded ? ' (added)' : null}${isOut ? html`<span class="reasons">Ruled out: ${ruledOutBecause}</span>` : null}
          </td>
        </tr>`
      })}
    </tbody>
  </table>`
}
