/** What a neutral step counts as in formats that know right and wrong only; `end`: the trace stops before it. */
export const NEUTRAL_CHOICES = ['good', 'bad', 'end'] as const
export type NeutralChoice = (typeof NEUTRAL_CHOICES)[number]

export interface ExportOptions {
  /** Without it ids and hashes stay, the words of the case don't. */
  readonly withCaseText: boolean
  readonly neutralAs: NeutralChoice
}

/** What is asked of a solver; stands behind the case in prompts that go out. */
const TASK = 'Reason about this case step by step, then name the most likely diagnosis.'

/** The prompt of a training example: the case and the task, or the case's id where its words stay at home. */
export function promptOf(
  subject: { readonly id: string; readonly presentation: string },
  { withCaseText }: Pick<ExportOptions, 'withCaseText'>,
): string {
  return `${withCaseText ? subject.presentation : `[case ${subject.id}]`}\n\n${TASK}`
}
