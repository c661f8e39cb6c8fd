/** A unit as it stands in a text. */
export interface UnitReading {
  /** As written. */
  readonly written: string
  /** One spelling for all ways to write it, such as `10^9/l`, `mg/dl`, `/ul`, `°c`. */
  readonly canonical: string
  /** Where it ends, counted from where reading began. */
  readonly length: number
}

const UNIT = new RegExp(
  '^(\\s*[-–]?\\s*)(' +
    [
      '(?:[x×*·]\\s*)?10\\s*(?:\\^|\\*\\*|\\*|e)?\\s*(?:12|[369]|[³⁶⁹]|¹²)\\s*(?:cells|white cells)?\\s*(?:/|per)\\s*(?:[lL]\\b|litres?\\b|liters?\\b|[uµμ]l\\b|mm3\\b|mm³|mm\\^3)',
      '(?:m|µ|μ|u|n|p|k|mc)?(?:mol|eq|iu|u|gm?|kat|l)\\s*(?:/|per)\\s*(?:[mdµμu]?l|litres?|liters?|decilitres?|deciliters?|millilitres?|milliliters?|m?mol|m?g)\\b',
      '(?:k|thousand)\\s*(?:cells)?\\s*(?:/|per)\\s*(?:[uµμ]l\\b|mcl\\b|mm3\\b|mm³|microlit(?:re|er)s?\\b|cubic millimet(?:re|er)s?\\b)',
      '(?:cells?|units?)?\\s*(?:/|per)\\s*(?:[uµμ]l\\b|microlit(?:re|er)s?\\b|mm3\\b|mm³|cubic millimet(?:re|er)s?\\b|cmm\\b)',
      '(?:international\\s+)?units\\s*(?:/|per)\\s*l(?:it(?:re|er)s?)?\\b',
      'mm\\s*/\\s*h(?:r|our)?\\b|mm\\s+(?:per|in)\\s+(?:the\\s+)?(?:first\\s+)?(?:1\\s+)?h(?:our)?\\b|mm/1st\\s+h(?:our)?\\b',
      'mm\\s*hg\\b|kpa\\b|cm\\s*h(?:2|₂)o\\b|cm\\s+(?:of\\s+)?(?:water|csf)\\b|mm\\s*h(?:2|₂)o\\b',
      '(?:°|º|˚)\\s*[CFcf]\\b|℃|℉|degrees?\\s*(?:celsius|centigrade|fahrenheit|c|f)?\\b|[CF]\\b',
      '(?:beats|breaths|respirations)?\\s*(?:/|per|a)\\s*min(?:ute)?\\b|bpm\\b|b/min\\b',
      '%|per\\s?cent\\b|fl\\b|femtolit(?:re|er)s\\b|s(?:ec(?:ond)?s?)?\\b',
    ].join('|') +
    ')',
  'iu',
)

/** Reads the unit that a text begins with, blanks before it allowed; null where none stands there. */
export function readUnit(text: string): UnitReading | null {
  const match = UNIT.exec(text)
  if (!match) return null
  const written = match[2] ?? ''
  return { written, canonical: canonicalUnit(written), length: match[0].length }
}

function canonicalUnit(written: string): string {
  const plain = written
    .toLowerCase()
    .replace(/[µμ]/g, 'u')
    .replace(/mc(?=g|mol)/g, 'u')
    .replace(/¹²/g, '12')
    .replace(/[³⁶⁹]/g, (sign) => ({ '³': '3', '⁶': '6', '⁹': '9' })[sign] ?? '')
    .replace(/₂/g, '2')
    .replace(/\bper\b|\ba\b(?=\s*min)/g, '/')
    .replace(/microlit(?:re|er)s?|cubic millimet(?:re|er)s?|cmm|mm\^?3/g, 'ul')
    .replace(/(?:deci)lit(?:re|er)s?/g, 'dl')
    .replace(/(?:milli)lit(?:re|er)s?/g, 'ml')
    .replace(/(?<!femto)lit(?:re|er)s?/g, 'l')
    .replace(/white cells|cells?|beats|breaths|respirations|international/g, '')
    .replace(/\s+/g, '')
  const power = /^[x×*·]?10(?:\^|\*\*|\*|e)?(12|[369])\/(l|ul)$/.exec(plain)
  if (power) return `10^${power[1]}/${power[2]}`
  if (/^(?:k|thousand)\//.test(plain)) return '10^3/ul'
  if (plain.startsWith('gm/')) return plain.replace('gm', 'g')
  if (/^mm(?:\/|in).*h/.test(plain)) return 'mm/h'
  if (/^(?:[°º˚]|degrees?)?c(?:elsius|entigrade)?$|^℃$/.test(plain)) return '°c'
  if (/^(?:[°º˚]|degrees?)?f(?:ahrenheit)?$|^℉$/.test(plain)) return '°f'
  if (/^\/?(?:b\/)?min(?:ute)?$/.test(plain)) return '/min'
  if (/^cm(?:h2o|of?water|water|ofcsf|csf)$/.test(plain)) return 'cmh2o'
  if (/^s(?:ec(?:ond)?s?)?$/.test(plain)) return 's'
  if (plain === 'percent') return '%'
  return plain.startsWith('femto') ? 'fl' : plain
}
