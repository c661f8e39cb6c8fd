const WORDS =
  'fever cough chest pain rash weakness dizziness haemoptysis headache vomiting swollen leg history smoker tablets week month exam pulse clear lungs soft abdomen normal raised low sodium platelets count image shows no mass'.split(
    ' ',
  )

/** Plain synthetic cases of about 2 kB, the same for the same numbers. */
export function makeCases(from, count) {
  return Array.from({ length: count }, (_, offset) => {
    const number = from + offset
    let state = number + 1
    const next = () => (state = (state * 1103515245 + 12345) & 0x7fffffff)
    const presentation = Array.from({ length: 320 }, () => WORDS[next() % WORDS.length]).join(' ')
    return {
      id: `bench-${String(number).padStart(6, '0')}`,
      revision: 1,
      title: `Case ${number}`,
      presentation: `Patient number ${number}. ${presentation}`,
      stages: [],
      source: 'imported',
      specialty: ['cardiology', 'neurology', 'surgery'][number % 3],
      isFictional: true,
      goldDiagnosis: ['Gout', 'Asthma', 'Migraine', 'Sepsis'][number % 4],
      referenceReasoning: [],
      expectedDifferential: [],
      cantMiss: [],
      teachingPoints: [],
      citation: null,
      extra: {},
      createdAt: number,
      updatedAt: number,
    }
  })
}
