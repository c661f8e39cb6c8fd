const WORDS =
  'fever cough chest pain rash weakness dizziness headache vomiting swollen leg history smoker tablets week month exam pulse clear lungs soft abdomen normal raised low sodium platelets count image shows no mass'.split(
    ' ',
  )

export const LIMITS = {
  steps: 44,
  stepLength: 560,
  quotes: 1,
  quoteLength: 60,
  hypotheses: 1,
  diagnosisLength: 40,
  entries: 3,
  nextTestLength: 40,
}

/** An answer of the structured strategy of about 24 KB, the same every time. */
export function writeAnswer(): string {
  let state = 7
  const next = () => (state = (state * 1103515245 + 12345) & 0x7fffffff)
  const say = (length: number) => {
    let text = ''
    while (text.length < length) text += `${WORDS[next() % WORDS.length]} `
    return text.slice(0, length).trim()
  }
  const steps = Array.from({ length: LIMITS.steps }, () => ({
    kind: 'support',
    text: say(420),
    quotes: ['a dry cough'],
    hypotheses: [{ diagnosis: 'Pneumonia', direction: 'for' }],
  }))
  return JSON.stringify({
    problemRepresentation: say(120),
    steps,
    differential: [
      {
        diagnosis: 'Pneumonia',
        percent: 60,
        for: [1, 2],
        against: [],
        cantMiss: true,
        nextTest: 'Chest film',
      },
    ],
  })
}

/** The answer cut as a model's tokens cut it. */
export function cutTokens(answer: string): string[] {
  return answer.match(/[\s\S]{1,8}/gu) ?? []
}
