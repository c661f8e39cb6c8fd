import type { CaseDraft } from '../../case-draft'
import { normalisePresentation, plainWords } from '../../content-hash'
import { recordKey, type ArticleCheck, type Converter } from '../conversion'
import { draftCase, omitFields, toConversion } from '../draft-case'
import { textOf } from '../field-values'
import type { Row } from '../rows/row-read'

export const ARTICLE_FIELD = 'text'

/** Columns that are text in every copy; a table without a value there holds null or an empty cell. */
const TEXT_FIELDS = [
  'pmcid',
  'title',
  'journal',
  'article_link',
  'publication_date',
  'text',
  'case_prompt',
  'diagnostic_reasoning',
  'final_diagnosis',
]
const INDEX_FIELD = 'Unnamed: 0'

export function isMedCaseReasoning(row: Row): boolean {
  return 'case_prompt' in row && ('final_diagnosis' in row || 'diagnostic_reasoning' in row)
}

/** The same fields from every format of the file: a missing text is empty, the index a number. */
export function evenMedCaseReasoning(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]): [string, unknown] => {
      if (name === INDEX_FIELD && typeof value === 'string' && /^\d{1,15}(?:\.0)?$/u.test(value))
        return [name, Number(value)]
      return [name, value === null && TEXT_FIELDS.includes(name) ? '' : value]
    }),
  )
}

export const convertMedCaseReasoning: Converter = (row, { rowNumber, articleText }) => {
  const even = evenMedCaseReasoning(row)
  const article = articleText === 'leave-out' ? '' : textOf(even[ARTICLE_FIELD])
  const fields = articleText === 'keep' ? even : omitFields(even, [ARTICLE_FIELD])
  const key = recordKey('medcasereasoning', textOf(even['id']) || even['pmcid'])
  const check = (draft: CaseDraft) => (article === '' ? null : checkArticle(draft, article))
  return toConversion(draftCase(fields, rowNumber), key, () => [], check)
}

/**
 * Seeks each reference quotation in its article. Authors leave words out of the middle of a quotation ("… "): then each
 * passage must be there.
 */
export function checkArticle(draft: Pick<CaseDraft, 'referenceReasoning'>, article: string): ArticleCheck {
  const quoted = draft.referenceReasoning.flatMap(({ quotation }, index) =>
    quotation === undefined ? [] : [{ quotation, index }],
  )
  if (quoted.length === 0) return { quotations: 0, missing: [] }
  const isInside = createPassageFinder(article)
  const missing = quoted.filter(({ quotation }) => !isInside(quotation)).map(({ index }) => index)
  return { quotations: quoted.length, missing }
}

/** A passage this short could stand inside other words by chance: it is sought as whole words. */
const SHORT_PASSAGE = 12

/**
 * Blanks and marks are left out on both sides, since journals and copies of them set these differently. The exact search of
 * `locateQuote` takes some milliseconds for an article, far too long for fifteen thousand.
 */
function createPassageFinder(article: string): (quotation: string) => boolean {
  const words = plainWords(normalisePresentation(article))
  const letters = words.replaceAll(' ', '')
  return (quotation) =>
    quotation.split(/…|\.{3,}|\[[^\]]*\]/u).every((passage) => {
      const sought = plainWords(normalisePresentation(passage))
      const squeezed = sought.replaceAll(' ', '')
      return squeezed.length < SHORT_PASSAGE
        ? squeezed === '' || words.includes(sought)
        : letters.includes(squeezed)
    })
}
