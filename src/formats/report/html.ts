import { revealHidden } from '../../domain/hidden-characters'

/** Markup that is safe to put into a page: made by `html` only. */
export interface Html {
  readonly markup: string
}

type Part = Html | string | number | null | readonly Part[]

/**
 * Builds markup from a template. Whatever is put in is text and becomes escaped, unless `html` made it; null is
 * nothing. Put values between tags, never inside them: attributes here are constants.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    markup: strings
      .map((string, index) => string + (index < parts.length ? render(parts[index] ?? null) : ''))
      .join(''),
  }
}

function render(part: Part): string {
  if (part === null) return ''
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return showText(part)
  return 'markup' in part ? part.markup : part.map(render).join('')
}

/**
 * Text as it would be read, with nothing in it able to act: markup characters escaped, and characters that hide or
 * reorder what is printed shown by their code.
 */
function showText(text: string): string {
  let markup = ''
  let position = 0
  for (const { span, label } of revealHidden(text)) {
    markup += escapeHtml(text.slice(position, span.start))
    // Soft hyphens come along with text copied from PDFs and mean nothing.
    if (!label.startsWith('U+00AD'))
      markup += `<span class="hidden">${escapeHtml(label.split(' ')[0] ?? '')}</span>`
    position = span.end
  }
  return markup + escapeHtml(text.slice(position))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.toWellFormed().replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
