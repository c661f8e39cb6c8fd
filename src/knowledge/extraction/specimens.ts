export type Specimen = 'blood' | 'csf' | 'other'

const NAMED =
  /\b(?:(csf|cerebrospinal fluid|lumbar puncture)|(urine|urinary|urinalysis|synovial|joint fluid|joint aspirat\w+|pleural (?:fluid|aspirat\w+)|ascitic|peritoneal fluid|sweat|stool|faecal|fecal|24-hour)|(serum|plasma|blood|venous|arterial|capillary))\b/gi

/** Looked back over at the most, so that a text without full stops stays cheap. */
const LONGEST_SENTENCE = 300

/** What a value at a place of a text was measured in, by the last specimen that its sentence names; blood where it names none. */
export function specimenAt(text: string, at: number): Specimen {
  const from = lastBreak(text, at)
  let specimen: Specimen = 'blood'
  for (const match of text.slice(from, at + 24).matchAll(NAMED)) {
    // A specimen behind the place counts only as part of the name itself ("CSF protein").
    if (from + match.index > at) break
    specimen = match[1] ? 'csf' : match[2] ? 'other' : 'blood'
  }
  return specimen
}

/** Where the sentence around a place begins: a full stop with a blank, a line break or a semicolon before a new subject. */
function lastBreak(text: string, at: number): number {
  const first = Math.max(0, at - LONGEST_SENTENCE)
  for (let index = at - 1; index > first; index--) {
    const character = text[index]
    if (character === '\n') return index + 1
    if (character === '.' && /\s/.test(text[index + 1] ?? '')) return index + 1
  }
  return first
}
