import { findAddresses, findEmails, findPostcodes } from './find-contacts'
import { findDatesOfBirth } from './find-dates-of-birth'
import { findNames } from './find-names'
import { findNationalIds, findPhones, findRecordNumbers } from './find-numbers'
import type { FoundIdentifier, IdentifierMatch } from './identifier'
import { namePlaceholders } from './placeholders'

/**
 * Words that may tell who the patient is, for a notice that marks them and offers to replace them. It errs on the
 * side of the plain cases: a clean answer does not prove that a text is anonymous.
 *
 * Matches come in order and never overlap; spans are UTF-16 code units of `text`. A title ("Mr") and a label ("DOB")
 * stay outside the match, so that the text still reads well after replacement. The work is linear in the length of
 * the text: every quantifier in the patterns is bounded.
 */
export function findIdentifiers(text: string): IdentifierMatch[] {
  const addresses = findAddresses(text)
  return namePlaceholders(
    withoutOverlaps([
      ...findEmails(text),
      ...findDatesOfBirth(text),
      ...findNationalIds(text),
      ...findRecordNumbers(text),
      ...findPhones(text),
      ...addresses,
      ...findPostcodes(text, addresses),
      ...findNames(text),
    ]),
  )
}

/** Keeps the longer of two overlapping matches, and the one found by the more specific rule where they are equal. */
function withoutOverlaps(found: readonly FoundIdentifier[]): FoundIdentifier[] {
  const length = ({ span }: FoundIdentifier) => span.end - span.start
  const inOrder = found
    .map((match, order) => ({ match, order }))
    .sort(
      (a, b) =>
        a.match.span.start - b.match.span.start || length(b.match) - length(a.match) || a.order - b.order,
    )
  const kept: FoundIdentifier[] = []
  for (const { match } of inOrder) {
    const last = kept.at(-1)
    if (last && match.span.start < last.span.end) {
      if (length(match) > length(last)) kept[kept.length - 1] = match
    } else kept.push(match)
  }
  return kept
}
