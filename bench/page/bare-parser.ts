type Value = string | number | boolean | null | Value[] | { [key: string]: Value }

/**
 * The least that reads JSON as it comes: each character once, values built on a stack. No checks, no places, no events, and
 * only what the answer needs: no escapes beyond the one-letter ones. A string that hasn't ended yet is given as far as it came.
 */
export function parseBare(parts: readonly string[]): Value | null {
  const stack: { value: Value[] | { [key: string]: Value }; key: string | null }[] = []
  let root: Value | null = null
  let text = ''
  let literal = ''
  let isInString = false
  let isEscaped = false
  const put = (value: Value) => {
    const top = stack.at(-1)
    if (!top) root = value
    else if (Array.isArray(top.value)) top.value.push(value)
    else if (top.key === null && typeof value === 'string') top.key = value
    else if (top.key !== null) {
      top.value[top.key] = value
      top.key = null
    }
  }
  const endLiteral = () => {
    if (literal === '') return
    put(literal === 'true' ? true : literal === 'false' ? false : literal === 'null' ? null : Number(literal))
    literal = ''
  }
  for (const part of parts) {
    for (let at = 0; at < part.length; at++) {
      const character = part.charAt(at)
      if (isInString) {
        if (isEscaped) {
          text += character
          isEscaped = false
        } else if (character === '\\') isEscaped = true
        else if (character === '"') {
          isInString = false
          put(text)
          text = ''
        } else text += character
      } else if (character === '"') isInString = true
      else if (character === '{' || character === '[') {
        const value: Value[] | { [key: string]: Value } = character === '[' ? [] : {}
        put(value)
        stack.push({ value, key: null })
      } else if (character === '}' || character === ']') {
        endLiteral()
        stack.pop()
      } else if (character === ',') endLiteral()
      else if (character !== ':' && character !== ' ') literal += character
    }
  }
  if (isInString) put(text)
  return root
}
