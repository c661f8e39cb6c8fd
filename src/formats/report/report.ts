import type { ClinicalCase } from '../../domain/case'
import type { ReasoningStep } from '../../domain/reasoning-step'
import { CERTAINTY_WORDS, describeCheck } from '../describe-check'
import { certaintyOf } from '../../domain/check'
import { countGraded, gradeOf, isGraded, type Review, type StepGrade } from '../../domain/review'
import type { Run } from '../../domain/run'
import { differentialSection } from './differential-section'
import { html, type Html } from './html'
import { REPORT_STYLE } from './report-style'
import {
  errorTypeWords,
  formatMoment,
  formatPercent,
  LABEL_WORDS,
  STAGE_WORDS,
  STATUS_WORDS,
  STEP_KIND_WORDS,
  VERDICT_WORDS,
} from './wording'

/**
 * One run of a case, with its review where there is one, as a printable HTML document that reads like a consult note.
 * Self-contained: its style inside, nothing loaded, no script, no link; its own policy forbids all three. Every text
 * is escaped. `generatedAt` is in milliseconds since the epoch.
 */
export function formatReport(
  subject: ClinicalCase,
  run: Run,
  review: Review | null,
  generatedAt: number,
): string {
  const document = html`<header>
      <h1>${subject.title === '' ? 'Case without a title' : subject.title}</h1>
      <p class="meta">Review of diagnostic reasoning · ${formatMoment(generatedAt)}</p>
      <p class="notice">Not a medical device. For review, teaching and research only.</p>
      ${subject.isFictional ? html`<p class="fictional">Fictional case: no real patient</p>` : null}
    </header>
    <main>
      ${problemSection(run)} ${verdictSection(run, review)} ${caseSection(subject)}
      ${stepsSection(run, review)} ${differentialSection(run, review)} ${commitmentSection(review)}
      ${authorsSection(subject)}
    </main>
    ${footer(subject, run, review)}`
  // The style is a constant of ours; `html` would escape its quotation marks.
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${html`${subject.title === '' ? 'Case' : subject.title} · Rounds report`.markup}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>${document.markup}
</body>
</html>
`
}

function problemSection(run: Run): Html | null {
  if (run.problemRepresentation === null) return null
  return html`<section>
    <h2>Problem representation</h2>
    <p class="words">${run.problemRepresentation}</p>
  </section>`
}

function verdictSection(run: Run, review: Review | null): Html {
  const leading = run.differential?.entries[0]
  return html`<section>
    <h2>Impression</h2>
    <p>
      ${leading ? html`Leading diagnosis of the run: <strong>${leading.diagnosis}</strong> (${formatPercent(leading.likelihood)}).` : 'The run gave no differential.'}
    </p>
    <p>
      ${review?.verdict ? html`Reviewer’s verdict: <span class="grade">${VERDICT_WORDS[review.verdict]}</span>` : 'No verdict was given.'}
    </p>
  </section>`
}

/** Every word of the presentation, in order; what stands between stages is part of the case too. */
function caseSection(subject: ClinicalCase): Html {
  const { presentation, stages } = subject
  const parts: Html[] = []
  let position = 0
  const addText = (end: number) => {
    const words = presentation.slice(position, end).trim()
    if (words !== '') parts.push(html`<p class="case">${showBold(words)}</p>`)
    position = Math.max(position, end)
  }
  for (const { kind, title, span } of stages) {
    addText(span.start)
    parts.push(html`<h3>${title === '' ? STAGE_WORDS[kind] : title}</h3>`)
    addText(span.end)
  }
  addText(presentation.length)
  return html`<section>
    <h2>Case</h2>
    ${parts}
  </section>`
}

/** Prompts often have Markdown labels; printed asterisks would only disturb. The words stay as they are. */
function showBold(words: string): Html[] {
  return words
    .split(/\*\*([^*\n]+)\*\*/u)
    .map((part, index) => (index % 2 === 1 ? html`<strong>${part}</strong>` : html`${part}`))
}

function stepsSection(run: Run, review: Review | null): Html {
  const graded = countGraded(review, run.steps.length)
  return html`<section>
    <h2>Reasoning</h2>
    <p class="meta">
      ${run.steps.length} ${run.steps.length === 1 ? 'step' : 'steps'}, ${graded} graded; the run
      ${STATUS_WORDS[run.status]}.
    </p>
    <ol class="steps">
      ${run.steps.map((step) => stepItem(step, gradeOf(review, step.index)))}
    </ol>
  </section>`
}

function stepItem(step: ReasoningStep, grade: StepGrade): Html {
  return html`<li>
    <span class="number">${step.index + 1}.</span>
    <div>
      <p><span class="kind">${STEP_KIND_WORDS[step.kind]}.</span> <span class="words">${step.text}</span></p>
      ${step.quotes.map((quote) => html`<blockquote>“${quote.text}”${quote.span ? null : ' (not in the case)'}</blockquote>`)}
      ${step.checks.map((check) => html`<p class="detail flag">${describeCheck(check)} (${CERTAINTY_WORDS[certaintyOf(check)]})</p>`)}
      ${gradeLines(grade)}
    </div>
  </li>`
}

function gradeLines(grade: StepGrade): Html {
  const label = grade.label === null ? null : LABEL_WORDS[grade.label]
  const judgement = [label, grade.isUnsure ? 'Unsure' : null].filter((word) => word !== null).join(', ')
  const errors = grade.errorTypes.map(errorTypeWords).join(', ')
  const verdict = html`<span class="grade">${isGraded(grade) ? judgement : 'not graded'}</span>`
  return html`<p class="detail">Grade: ${verdict}${errors === '' ? '' : ` · ${errors}`}</p>
    ${grade.comment === '' ? null : html`<p class="detail">Comment: <span class="words">${grade.comment}</span></p>`}
    ${grade.rewrite === null ? null : html`<p class="detail">Reviewer’s wording: <span class="words">${grade.rewrite}</span></p>`}`
}

function commitmentSection(review: Review | null): Html | null {
  if (!review?.commitment) return null
  const { entries, committedAt } = review.commitment
  return html`<section>
    <h2>Committed before the differential was shown</h2>
    <p class="meta">${formatMoment(committedAt)}</p>
    <table>
      <thead>
        <tr>
          <th class="figure">Rank</th>
          <th>Diagnosis</th>
          <th class="figure">Confidence</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(
          ({ diagnosis, confidence }, index) =>
            html`<tr>
              <td class="figure">${index + 1}</td>
              <td>${diagnosis}</td>
              <td class="figure">${formatPercent(confidence)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

function authorsSection(subject: ClinicalCase): Html | null {
  if (subject.goldDiagnosis === null) return null
  return html`<section>
    <h2>Diagnosis given by the case’s authors</h2>
    <p>${subject.goldDiagnosis}</p>
  </section>`
}

function footer(subject: ClinicalCase, run: Run, review: Review | null): Html {
  const { manifest } = run
  const model = manifest.model
    ? `${manifest.model.name}${manifest.model.fingerprint ? ` (${manifest.model.fingerprint})` : ''}`
    : 'no model'
  const sampling = manifest.sampling
    ? `temperature ${manifest.sampling.temperature}, seed ${manifest.sampling.seed}`
    : 'deterministic'
  return html`<footer>
    <p>
      Run ${run.id}, ${formatMoment(run.startedAt)}: engine ${manifest.engine} ${manifest.engineVersion};
      ${model}; strategy ${manifest.strategy}; prompt or knowledge version ${manifest.promptVersion};
      ${sampling}; Rounds ${manifest.appVersion}.
    </p>
    <p>
      Case ${subject.id}, revision
      ${run.caseRevision}.${subject.citation === null ? null : html` Source: ${subject.citation}.`}${review ? html` Review ${review.id} by ${review.reviewerId}, rubric ${review.rubric.id} version ${review.rubric.version}, last changed ${formatMoment(review.updatedAt)}.` : ' Not reviewed.'}
    </p>
  </footer>`
}
