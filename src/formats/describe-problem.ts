import type { BinarySignature, ImportNotice, ImportProblem, JsonSyntaxProblem } from './import-outcome'

/** Why something could not be read, in sentences for a person: which file, which line, what was expected, what to do. */
export function describeProblem(problem: ImportProblem): string {
  return `${describePlace(problem)}: ${describeFault(problem)}`
}

function describePlace(problem: ImportProblem): string {
  const file = problem.file === '' ? 'Pasted text' : quote(problem.file)
  if (problem.scope === 'file') return file
  return `${file}, line ${problem.line}${problem.path === '' ? '' : `, field ${quote(problem.path)}`}`
}

export function describeFault(problem: ImportProblem): string {
  switch (problem.code) {
    case 'empty-file':
      return 'there is no text in it. Choose a file with the words of a case.'
    case 'binary-file':
      return problem.signature === null
        ? `it is not a text file (byte ${problem.offset + 1} is no text). Save the case as plain text (UTF-8).`
        : `it is ${SIGNATURES[problem.signature]}, not text. ${adviceFor(problem.signature)}`
    case 'wrong-extension': {
      const ending =
        problem.extension === ''
          ? 'it has no ending'
          : `files ending in ${quote(`.${problem.extension}`)} can’t be read`
      return `${ending}. Expected one of ${problem.expected.map((extension) => `.${extension}`).join(', ')}.`
    }
    case 'invalid-utf8':
      return `line ${problem.line} (byte ${problem.offset + 1}) is not valid UTF-8. Save the file again with the encoding UTF-8.`
    case 'invalid-utf16':
      return `line ${problem.line} (byte ${problem.offset + 1}) is not valid UTF-16. Save the file again with the encoding UTF-8.`
    case 'invalid-json':
      return problem.scope === 'file'
        ? `line ${problem.line}, column ${problem.column} ${describeSyntax(problem)}`
        : `column ${problem.column} ${describeSyntax(problem)}`
    case 'not-a-case':
      return `it holds ${problem.found}. Expected ${problem.expected}.`
    case 'newer-bundle': {
      const writer = problem.appVersion === null ? 'a newer Rounds' : `Rounds ${problem.appVersion}`
      return `it was written by ${writer} (bundle version ${problem.version}); this one reads up to version ${problem.supported}. Update Rounds and try again; nothing was changed.`
    }
    case 'invalid-bundle':
      return `the bundle is damaged at ${quote(problem.path)}: expected ${problem.expected}. Nothing was imported; export it again from where it came from.`
    case 'not-an-object':
      return `it holds ${problem.found}. Expected an object with the fields of a case, such as "case_prompt".`
    case 'missing-field':
      return `the case has no text. Expected one of these fields: ${problem.expected}.`
    case 'wrong-type':
      return `it holds ${problem.found}. Expected ${problem.expected}.`
    case 'empty-presentation':
      return 'the case is empty. Expected the words of a case.'
    case 'too-short':
      return `${count(problem.length, 'character')} can’t be a case. Expected at least ${problem.minimum}.`
    case 'too-long':
      return `the case has ${problem.length.toLocaleString('en')} characters. Expected ${problem.limit.toLocaleString('en')} at most: split it, or leave out what is not about the case.`
  }
}

const SIGNATURES: Readonly<Record<BinarySignature, string>> = {
  pdf: 'a PDF',
  png: 'a PNG picture',
  jpeg: 'a JPEG picture',
  gif: 'a GIF picture',
  zip: 'a ZIP archive or an Office document',
  gzip: 'a gzip archive',
  gguf: 'a GGUF language model',
  parquet: 'a Parquet table',
  ole: 'an older Office document',
  rtf: 'a rich-text document (RTF)',
  sqlite: 'an SQLite database',
  elf: 'a program',
  exe: 'a program',
}

function adviceFor(signature: BinarySignature): string {
  switch (signature) {
    case 'pdf':
    case 'ole':
    case 'rtf':
      return 'Open it, copy the case’s text and paste it here.'
    case 'zip':
    case 'gzip':
      return 'Unpack it first, or open the document and paste its text.'
    case 'gguf':
      return 'Models are opened where the engine is chosen, not among the cases.'
    case 'parquet':
    case 'sqlite':
      return 'Export its rows as JSON Lines (.jsonl) first.'
    case 'png':
    case 'jpeg':
    case 'gif':
      return 'Type the words it shows, or choose a text file.'
    case 'elf':
    case 'exe':
      return 'Choose a text file.'
  }
}

function describeSyntax(problem: Pick<JsonSyntaxProblem, 'reason'>): string {
  switch (problem.reason) {
    case 'syntax':
      return 'is not valid JSON. Look there for a missing comma, quotation mark or bracket.'
    case 'unexpected-end':
      return 'is where the JSON ends too soon. A bracket or quotation mark is not closed; perhaps the file was cut off.'
    case 'too-deep':
      return 'is nested too deeply to be a case.'
  }
}

/** Something worth knowing about what was read, in a sentence for a person. */
export function describeNotice(notice: ImportNotice): string {
  const where = notice.line === null ? '' : `Line ${notice.line}: `
  switch (notice.code) {
    case 'gold-taken-out':
      return `${where}“${notice.diagnosis}” stood under a heading at the end. It is kept as the gold diagnosis and was taken out of the text, so that it does not give the answer away.`
    case 'gold-in-presentation':
      return `${where}The case’s text names its diagnosis, “${notice.diagnosis}”. A solver would read the answer.`
    case 'hidden-characters':
      return `${where}The text has ${count(notice.count, 'hidden character')} (${[...new Set(notice.characters.map(({ label }) => label))].slice(0, 3).join(', ')}). They are kept and marked.`
    case 'duplicate-row':
      return `${where}The same case as in line ${notice.firstLine}; it was left out.`
  }
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}

/** File names and fields are others’ text: shortened, and kept from reordering what stands around them. */
function quote(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
  return `“${plain.length > 80 ? `${plain.slice(0, 60)}…${plain.slice(-16)}` : plain}”`
}
