import {
  IDENTIFIER_KINDS,
  type FoundIdentifier,
  type IdentifierKind,
  type IdentifierMatch,
} from './identifier'

const PLACEHOLDER: Readonly<Record<IdentifierKind, string>> = {
  name: 'name',
  'date-of-birth': 'date of birth',
  'record-number': 'record number',
  'national-id': 'national ID number',
  phone: 'phone number',
  email: 'e-mail address',
  address: 'address',
  postcode: 'postcode',
}

/**
 * Gives each match its placeholder. The same name, number or address always gets the same one; where several of a
 * kind differ they are counted: `[name 1]`, `[name 2]`.
 */
export function namePlaceholders(found: readonly FoundIdentifier[]): IdentifierMatch[] {
  return IDENTIFIER_KINDS.flatMap((kind) => {
    const ofKind = found.filter((match) => match.kind === kind)
    const numbers = kind === 'name' ? numberPeople(ofKind) : numberByText(ofKind)
    const isOnly = numbers.every((number) => number === 1)
    return ofKind.map(({ span, text }, index) => {
      return { kind, span, text, replacement: `[${PLACEHOLDER[kind]}${isOnly ? '' : ` ${numbers[index]}`}]` }
    })
  }).sort((a, b) => a.span.start - b.span.start)
}

function numberByText(found: readonly FoundIdentifier[]): number[] {
  const known = new Map<string, number>()
  return found.map(({ text }) => {
    const key = text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
    const number = known.get(key) ?? known.size + 1
    known.set(key, number)
    return number
  })
}

interface Person {
  readonly number: number
  readonly given: string
  readonly sex: 'male' | 'female' | 'unknown'
}

const MAX_FAMILY = 50

/** "Mr John Smith" and a later "Mr Smith" are one person; "Mrs Smith" and "Jane Smith" are others. */
function numberPeople(found: readonly FoundIdentifier[]): number[] {
  const bySurname = new Map<string, Person[]>()
  let count = 0
  return found.map(({ text, person: sex = 'unknown' }) => {
    const words = text
      .toLowerCase()
      .replaceAll('.', '')
      .split(/[\s,]+/u)
    const surname = words.at(-1) ?? ''
    const given = words.slice(0, -1).join(' ')
    const family = bySurname.get(surname) ?? []
    bySurname.set(surname, family)
    const index = family.findIndex(
      (known) =>
        (known.sex === sex || known.sex === 'unknown' || sex === 'unknown') &&
        (known.given === given || known.given === '' || given === ''),
    )
    const known = family[index]
    if (known) {
      // What one mention leaves open another may tell.
      family[index] = {
        number: known.number,
        given: known.given || given,
        sex: known.sex === 'unknown' ? sex : known.sex,
      }
      return known.number
    }
    count++
    // The cap keeps the work linear when a hostile text gives thousands of people one surname.
    if (family.length < MAX_FAMILY) family.push({ number: count, given, sex })
    return count
  })
}
