import Papa from 'papaparse'
import { type Check, certaintyOf } from '../../src/domain/check'
import type { RunCheck } from '../../src/domain/run-check'
import type { ReasoningStepDraft } from '../../src/domain/reasoning-step'
import type { CompiledPack } from '../../src/knowledge/extraction/compile-pack'
import { createDiagnosisIndex, type DiagnosisIndex } from '../../src/knowledge/pack/match-diagnosis'
import { createVerifierContext } from '../../src/knowledge/verifier/verifier-context'
import { verifyRun } from '../../src/knowledge/verifier/verify-run'
import { verifyStep } from '../../src/knowledge/verifier/verify-step'

/** A clinical note with at most one planted error. */
export interface Note {
  readonly sentences: readonly string[]
  /** 0-based sentence that holds the error, and its type; null in a correct note. */
  readonly error: { readonly sentence: number; readonly type: string } | null
}

export interface NoteScore {
  readonly type: string
  readonly notes: number
  /** Notes whose wrong sentence is flagged firmly; at all. */
  readonly firm: number
  readonly any: number
}

export interface NoteResult {
  readonly byType: readonly NoteScore[]
  /** Correct notes, and those with a flag on any sentence. */
  readonly correct: NoteScore
  /** All sentences without an error, and those flagged. */
  readonly cleanSentences: number
  readonly flaggedClean: number
}

/** Reads MEDEC's columns `Sentences` (numbered lines), `Error Flag`, `Error Type` and `Error Sentence ID`. */
export function parseNotes(csv: string): Note[] {
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true })
  return data.flatMap((row) => {
    const numbered = (row['Sentences'] ?? '').split(/\n(?=\d+ )/u).flatMap((line) => {
      const [, id, text] = /^(\d+)\s+([\s\S]*)$/u.exec(line.trim()) ?? []
      return id === undefined || text === undefined ? [] : [{ id, text: text.trim() }]
    })
    if (numbered.length === 0) return []
    const sentence = numbered.findIndex(({ id }) => id === (row['Error Sentence ID'] ?? '').trim())
    const isWrong = (row['Error Flag'] ?? '').trim() === '1' && sentence !== -1
    return [
      {
        sentences: numbered.map(({ text }) => text),
        error: isWrong ? { sentence, type: row['Error Type']?.trim() || 'unknown' } : null,
      },
    ]
  })
}

/**
 * Checks each sentence of a note as if it were a step on a case that the other sentences tell: what can be seen is what
 * contradicts the rest of the note, or what the knowledge pack argues against.
 */
export function measureNotes(notes: readonly Note[], compiled: CompiledPack): NoteResult {
  const index = createDiagnosisIndex(compiled.pack)
  const scores = new Map<string, { notes: number; firm: number; any: number }>()
  const correct = { notes: 0, firm: 0, any: 0 }
  let [cleanSentences, flaggedClean] = [0, 0]
  for (const { sentences, error } of notes) {
    const flags = sentences.map((_, at) => checkSentence(sentences, at, compiled, index))
    flags.forEach((checks, at) => {
      if (at === error?.sentence) return
      cleanSentences++
      if (checks.length > 0) flaggedClean++
    })
    const score = error ? (scores.get(error.type) ?? { notes: 0, firm: 0, any: 0 }) : correct
    if (error) scores.set(error.type, score)
    const own = error ? (flags[error.sentence] ?? []) : flags.flat()
    score.notes++
    if (own.length > 0) score.any++
    if (own.some(isFirm)) score.firm++
  }
  return {
    byType: [...scores].map(([type, score]) => ({ type, ...score })).sort((a, b) => b.notes - a.notes),
    correct: { type: 'none', ...correct },
    cleanSentences,
    flaggedClean,
  }
}

type NoteFlag = Check | RunCheck
const isFirm = (flag: NoteFlag) => flag.code !== 'excluding-finding' && certaintyOf(flag as Check) !== 'hint' // the one run check is told apart

const DIAGNOSIS =
  /\b(?:diagnosed with|diagnosis of|diagnosis is|suspected of having|suspected|confirms?|indicates?|possible|suspicion of|found to have|consistent with|suggestive of)\s+(?:an?\s+|the\s+)?([^.,;]+)/giu

function checkSentence(
  sentences: readonly string[],
  at: number,
  compiled: CompiledPack,
  index: DiagnosisIndex,
): NoteFlag[] {
  const text = sentences[at] ?? ''
  const others = sentences.filter((_, other) => other !== at).join('\n')
  const context = createVerifierContext(others, compiled)
  const diagnoses = [...text.matchAll(DIAGNOSIS)].flatMap(([, name = '']) => index.findDisease(name) ?? [])
  const findings = context.extraction.findings.map(({ span }) => ({
    text: others.slice(span.start, span.end),
    span,
  }))
  const step: ReasoningStepDraft = {
    index: 0,
    kind: 'support',
    text,
    quotes: diagnoses.length > 0 ? findings : [],
    hypotheses: diagnoses.map(({ name, id }) => ({ diagnosis: name, diseaseId: id, direction: 'for', likelihoodRatio: null })), // prettier-ignore
  }
  // A note's sentences each tell something new: that the others don't hold it is no error, nor is that it only tells.
  const IGNORED = new Set<Check['code']>([
    'finding-not-in-case',
    'only-cites',
    'adds-nothing',
    'quote-not-in-case',
  ])
  const excluding = verifyRun(context, { steps: [{ ...step, kind: 'conclude', checks: [] }], differential: null }).filter(({ code }) => code === 'excluding-finding') // prettier-ignore
  return [...verifyStep(context, step, []).filter(({ code }) => !IGNORED.has(code)), ...excluding]
}
