import { eachLine, findHeadings } from './find-headings'
import { findTitleHeading } from './split-stages'

export const MAX_TITLE_LENGTH = 80

/** A title out of the text itself: its Markdown title, or else how its first line of words begins; 80 characters at most. */
export function proposeTitle(text: string): string {
  const headings = findHeadings(text.slice(0, 4000))
  const title = findTitleHeading(text, headings)
  if (title) return shorten(stripMarkup(title.label))
  for (const { start, line } of eachLine(text.slice(0, 4000))) {
    const heading = headings.find((candidate) => candidate.start === start)
    const words = stripMarkup(heading ? line.slice(heading.contentStart - start) : line)
    if (/\p{L}/u.test(words)) return shorten(words)
  }
  return ''
}

function stripMarkup(line: string): string {
  return line
    .replace(/^[ \t]*(?:#{1,6}|[-*•+]|\d{1,2}[.)])[ \t]+/u, '')
    .replaceAll(/\*\*|__|`/gu, '')
    .trim()
}

function shorten(words: string): string {
  if (words.length <= MAX_TITLE_LENGTH) return words.replace(/[.:;,]$/u, '')
  const sentence = /^.{10,79}?[.?!](?=\s)/u.exec(words)?.[0]
  if (sentence) return sentence.slice(0, -1)
  const cut = words.slice(0, MAX_TITLE_LENGTH - 1)
  const blank = cut.lastIndexOf(' ')
  // A cut between the halves of a surrogate pair would leave half a character.
  const kept = blank > MAX_TITLE_LENGTH / 2 ? cut.slice(0, blank) : cut.replace(/[\ud800-\udbff]$/u, '')
  return `${kept.replace(/[\s.,;:–-]+$/u, '')}…`
}
