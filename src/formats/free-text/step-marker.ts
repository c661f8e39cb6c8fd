/** A sign at the start of a line that a new item begins there. */
export interface StepMarker {
  readonly kind: 'number' | 'bullet' | 'heading'
  /** Blanks before it. */
  readonly indent: number
  /** Code units up to the item's own words. */
  readonly length: number
}

/** As many code units of a line as it takes to know whether it begins with a marker. */
export const MARKER_REACH = 24

const NUMBER =
  /^( {0,8})(?:\*\*|__)?(?:<?(?:step|schritt|étape|etape|paso|passo|stap)\s{1,2}\d{1,2}\s{0,2}[.):>–-]?|\(?\d{1,2}[.)](?=[\s*]))(?:\*\*|__)?[ \t]{0,4}/iu
const BULLET = /^( {0,8})[-*•–][ \t]{1,4}/u
const HEADING = /^( {0,3})#{1,6}[ \t]{1,4}/u

/** The marker that a line begins with; null for none. The first `MARKER_REACH` code units of the line are enough. */
export function matchMarker(line: string): StepMarker | null {
  const heading = HEADING.exec(line)
  if (heading) {
    // '## Step 2: Findings' is both, and the number counts.
    const inner = NUMBER.exec(line.slice(heading[0].length))
    const length = heading[0].length + (inner?.[0].length ?? 0)
    return { kind: inner ? 'number' : 'heading', indent: heading[1]?.length ?? 0, length }
  }
  const number = NUMBER.exec(line)
  if (number) return { kind: 'number', indent: number[1]?.length ?? 0, length: number[0].length }
  const bullet = BULLET.exec(line)
  return bullet ? { kind: 'bullet', indent: bullet[1]?.length ?? 0, length: bullet[0].length } : null
}
