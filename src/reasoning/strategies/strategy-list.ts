export const STRATEGY_IDS = ['structured', 'free', 'tree', 'reflect', 'panel'] as const
export type StrategyId = (typeof STRATEGY_IDS)[number]

/** What a person chooses by. */
export interface StrategyInfo {
  readonly id: StrategyId
  readonly title: string
  readonly description: string
  /** Most calls of the model that one run makes; some end sooner. */
  readonly calls: number
}

export const TREE_ROUNDS = 6
export const PANEL_ROUNDS = 2
export const PANEL_ROLES = ['hypotheses', 'test-choice', 'challenger', 'stewardship', 'checklist'] as const

const STRATEGIES: readonly StrategyInfo[] = [
  {
    id: 'structured',
    title: 'In stages',
    description:
      'Findings, hypotheses, for and against, tests, conclusion, each step with the words it rests on.',
    calls: 2,
  },
  {
    id: 'free',
    title: 'Thinking aloud',
    description: 'Free text, cut into steps as it arrives; often suits larger models better than a form.',
    calls: 2,
  },
  {
    id: 'tree',
    title: 'Best of several steps',
    description: 'Three candidates for each step; the one that scores best and is flagged least is kept.',
    calls: TREE_ROUNDS + 1,
  },
  {
    id: 'reflect',
    title: 'Argue against itself',
    description: 'Reasons in stages, then attacks its own reasoning and revises the differential.',
    calls: 4,
  },
  {
    id: 'panel',
    title: 'Panel of five',
    description: 'Five colleagues in turn: hypotheses, choice of tests, challenger, stewardship, checklist.',
    calls: PANEL_ROUNDS * PANEL_ROLES.length + 1,
  },
]

/** Ways to lead a model through a case, the default first. */
export function listStrategies(): readonly StrategyInfo[] {
  return STRATEGIES
}
