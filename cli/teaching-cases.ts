/** One fictional case as its file holds it, as far as ranking needs it. */
export interface TeachingText {
  readonly name: string
  readonly gold: string
  /** The texts of the stages, in order. */
  readonly stages: readonly string[]
  readonly presentation: string
}

const FILES = import.meta.glob<Record<string, unknown>>('../src/features/library/teaching-cases/*.json', {
  eager: true,
  import: 'default',
})

/** The cases that ship with Rounds, read from their files, in the order of their names. */
export function readTeachingCases(): TeachingText[] {
  return Object.entries(FILES)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, record]) => readOne(path, record))
}

function readOne(path: string, record: Record<string, unknown>): TeachingText {
  const gold = record['goldDiagnosis']
  const stages = record['stages']
  if (typeof gold !== 'string' || !Array.isArray(stages))
    throw new Error(`${path} has no gold diagnosis or no stages`)
  const texts = stages.map((stage: unknown) => {
    const text = typeof stage === 'object' && stage !== null && 'text' in stage ? stage.text : null
    if (typeof text !== 'string') throw new Error(`${path} has a stage without text`)
    return text
  })
  const name = (path.split('/').at(-1) ?? path).replace(/\.json$/, '')
  return { name, gold, stages: texts, presentation: texts.join('\n\n') }
}
