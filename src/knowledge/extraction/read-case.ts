import type { CaseText } from '../../domain/case'
import type { Finding } from '../../domain/finding'
import type { StructuredFinding } from '../../domain/phenotype-ontology'
import type { Span } from '../../domain/span'
import type { CompiledPack } from './compile-pack'
import { type Extraction, extractFindings } from './extract-findings'

/** A recorded finding where the presentation names it. */
interface Located {
  readonly recorded: StructuredFinding
  readonly span: Span
}

/**
 * What a case states: its words, and before them the findings that its authors recorded by class, whose polarity is not read but
 * known. A recorded finding is known by its class where a pack with that class is on, else by its label. One whose label is no
 * longer in the presentation, as after an edit, is left out.
 */
export function readCase(subject: CaseText, compiled: CompiledPack): Extraction {
  const read = extractFindings(subject.presentation, compiled)
  if (!subject.findings || subject.findings.length === 0) return read
  const located = locate(subject.presentation, subject.findings)
  const isIn = (inner: Span, outer: Span) => inner.start >= outer.start && inner.end <= outer.end
  const outside = read.findings.filter(({ span }) => !located.some((each) => isIn(span, each.span)))
  const recorded = located.flatMap((each) =>
    readRecorded(
      each,
      read.findings.filter(({ span }) => isIn(span, each.span)),
      compiled,
    ),
  )
  const findings = [...outside, ...recorded].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  )
  return { ...read, findings }
}

/** One after the other, so that the same label recorded twice is found twice; a line of its own before any other place. */
function locate(presentation: string, findings: readonly StructuredFinding[]): Located[] {
  const taken = new Set<number>()
  return findings.flatMap((recorded) => {
    const { label } = recorded
    const place = [`- ${label}`, label]
      .flatMap((words) => listPlaces(presentation, words).map((at) => at + words.length - label.length))
      .find((at) => !taken.has(at))
    if (place === undefined) return []
    taken.add(place)
    return [{ recorded, span: { start: place, end: place + label.length } }]
  })
}

/** Where words stand by themselves. */
function listPlaces(text: string, words: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1))
    if (!/[\p{L}\p{N}]/u.test(text.charAt(at - 1) + text.charAt(at + words.length))) places.push(at)
  return places
}

/** `inside` is what was read from the label's own words. */
function readRecorded(
  { recorded, span }: Located,
  inside: readonly Finding[],
  { concepts, aliases }: CompiledPack,
): Finding[] {
  const polarity = recorded.isExcluded ? 'absent' : 'present'
  const concept = concepts.get(aliases?.get(recorded.termId) ?? recorded.termId)
  const plain = { isUncertain: false, experiencer: 'patient', temporality: 'current' } as const
  const whole = inside.filter((each) => each.span.start === span.start && each.span.end === span.end)
  const main: Finding[] = concept
    ? [{ conceptId: concept.id, label: concept.label, polarity, ...plain, value: null, unit: null, span }]
    : whole.map((finding) => ({ ...finding, polarity, ...plain }))
  // The absence of "severe headache" doesn't deny a headache; its presence states one.
  const implied = recorded.isExcluded
    ? []
    : inside.filter(
        (each) => each.polarity === 'present' && main.every(({ conceptId }) => conceptId !== each.conceptId),
      )
  return [...main, ...implied]
}
