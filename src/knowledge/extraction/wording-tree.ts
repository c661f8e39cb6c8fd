import { foldWord, isPassedOver, readWords } from './words'

/** Wordings that begin with the same words share a path. */
export interface WordingNode<Meaning> {
  readonly children: Map<string, WordingNode<Meaning>>
  meanings: Meaning[] | null
}

export function createNode<Meaning>(): WordingNode<Meaning> {
  return { children: new Map(), meanings: null }
}

const foldAll = (words: string) => words.split(' ').map(foldWord)

/** Adjectives that stand before or after what they tell of: "raised JVP", "JVP raised". */
const TURNABLE = new Set(
  foldAll(
    'raised elevated high increased low reduced decreased swollen tender dilated distended stiff enlarged positive negative absent ' +
      'prolonged widened palpable clear normal soft supple impaired painful inflamed deviated',
  ),
)
/** What a body part can have, told before or behind it: "calf pain", "pain in the calf". */
export const HEADS: ReadonlySet<string> = new Set(
  foldAll(
    'pain weakness swelling tenderness stiffness numbness bleeding ulcer ulceration discharge oedema rash loss discomfort ache ' +
      'cramp wasting effusion lymphadenopathy rigidity itching enlargement',
  ),
)
const PREPOSITIONS = foldAll('in of over')
/** A part of the body as a noun, where the wording has it as an adjective. */
const NOUNS: Readonly<Record<string, string>> = {
  abdominal: 'abdomen',
  pelvic: 'pelvis',
  epigastric: 'epigastrium',
  facial: 'face',
  testicular: 'testis',
  retrosternal: 'chest',
  visual: 'vision',
}
/** The longest part of the body told behind what it has. */
const LONGEST_PART = 3

/** Adds a wording and the other orders in which its words say the same. */
export function addWording<Meaning>(root: WordingNode<Meaning>, wording: string, meaning: Meaning): void {
  const forms = wordingForms(wording)
  insert(root, forms, meaning)
  if (/\p{L}-\p{L}/u.test(wording))
    insert(root, wordingForms(wording.replace(/(?<=\p{L})-(?=\p{L})/gu, '')), meaning)
  const first = forms[0] ?? ''
  const last = forms.at(-1) ?? ''
  if (forms.length < 2) return
  if (TURNABLE.has(first) && !TURNABLE.has(last)) insert(root, [...forms.slice(1), first], meaning)
  else if (TURNABLE.has(last) && !TURNABLE.has(first) && forms.length === 2)
    insert(root, [last, first], meaning)
  const part = forms.slice(0, -1)
  if (!HEADS.has(last) || part.length > LONGEST_PART || part.some((form) => HEADS.has(form))) return
  for (const preposition of PREPOSITIONS)
    insert(root, [last, preposition, ...part.map((form) => NOUNS[form] ?? form)], meaning, true)
}

/** `isWeak`: only where no wording says it itself. */
function insert<Meaning>(
  root: WordingNode<Meaning>,
  forms: readonly string[],
  meaning: Meaning,
  isWeak = false,
): void {
  if (forms.length === 0) return
  let node = root
  for (const form of forms) {
    let next = node.children.get(form)
    if (!next) {
      next = createNode()
      node.children.set(form, next)
    }
    node = next
  }
  if (!node.meanings) node.meanings = [meaning]
  else if (!isWeak && !node.meanings.includes(meaning)) node.meanings.push(meaning)
}

/** The forms of a wording's words that count. */
export function wordingForms(wording: string): string[] {
  const words = readWords(wording)
  const kept = words.filter((word) => !isPassedOver(word))
  return (kept.length > 0 ? kept : words).map(({ form }) => form)
}
