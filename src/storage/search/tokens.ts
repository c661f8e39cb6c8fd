const WORD = /[\p{L}\p{N}]+/gu

/** Folds case and diacritics, so that "Sjögren" is found by "sjogren". */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The words of a text, folded, in order. */
export function readWords(text: string): string[] {
  return foldText(text).match(WORD) ?? []
}
