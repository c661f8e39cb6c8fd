import type { StrategyId } from '../strategies/strategy-list'
import alternativesPresent from './alternatives-present.md?raw'
import alternativesRequest from './alternatives-request.md?raw'
import alternativesTask from './alternatives-task.md?raw'
import freeDifferential from './free-differential.md?raw'
import freeTask from './free-task.md?raw'
import panelChallenger from './panel-challenger.md?raw'
import panelChecklist from './panel-checklist.md?raw'
import panelFirst from './panel-first.md?raw'
import panelHypotheses from './panel-hypotheses.md?raw'
import panelStewardship from './panel-stewardship.md?raw'
import panelTask from './panel-task.md?raw'
import panelTestChoice from './panel-test-choice.md?raw'
import panelTurn from './panel-turn.md?raw'
import reflectAttack from './reflect-attack.md?raw'
import reflectRevision from './reflect-revision.md?raw'
import sharedCase from './shared-case.md?raw'
import sharedContinuation from './shared-continuation.md?raw'
import sharedDifferential from './shared-differential.md?raw'
import sharedExamples from './shared-examples.md?raw'
import sharedStepFields from './shared-step-fields.md?raw'
import structuredTask from './structured-task.md?raw'
import treeFirst from './tree-first.md?raw'
import treeNext from './tree-next.md?raw'
import treeTask from './tree-task.md?raw'

/**
 * The words a strategy asks with, by name. `{slots}` in them are filled in; a person may edit a copy. What a copy leaves out is
 * taken from the default.
 */
export interface PromptSet {
  readonly id: string
  readonly name: string
  readonly strategy: StrategyId
  readonly texts: Readonly<Record<string, string>>
}

const SHARED = {
  rules: sharedCase.trim(),
  examples: sharedExamples.trim(),
  continuation: sharedContinuation.trim(),
  fields: sharedStepFields.trim(),
  differential: sharedDifferential.trim(),
} as const

const STRUCTURED = { ...SHARED, task: structuredTask.trim() } as const

/** The words of every strategy as they come with Rounds. */
export const DEFAULT_TEXTS = {
  structured: STRUCTURED,
  free: { ...SHARED, task: freeTask.trim(), differential: freeDifferential.trim() },
  tree: { ...SHARED, task: treeTask.trim(), first: treeFirst.trim(), next: treeNext.trim() },
  reflect: { ...STRUCTURED, attack: reflectAttack.trim(), revision: reflectRevision.trim() },
  panel: {
    ...SHARED,
    task: panelTask.trim(),
    first: panelFirst.trim(),
    turn: panelTurn.trim(),
    hypotheses: panelHypotheses.trim(),
    'test-choice': panelTestChoice.trim(),
    challenger: panelChallenger.trim(),
    stewardship: panelStewardship.trim(),
    checklist: panelChecklist.trim(),
  },
} as const satisfies Readonly<Record<StrategyId, Readonly<Record<string, string>>>>

/** The words for other ways to put one step; they belong to no strategy. */
export const ALTERNATIVES_TEXTS = {
  ...SHARED,
  task: alternativesTask.trim(),
  present: alternativesPresent.trim(),
  request: alternativesRequest.trim(),
} as const

/** The words of a strategy as they come with Rounds: what a copy starts from. */
export function defaultPromptSet(strategy: StrategyId): PromptSet {
  return { id: `default-${strategy}`, name: 'Default', strategy, texts: DEFAULT_TEXTS[strategy] }
}

type TextsOf<Id extends StrategyId> = (typeof DEFAULT_TEXTS)[Id]

/** The words to ask with: those of the set, and the default where it has none. @throws RangeError for another strategy's set. */
export function textsOf<Id extends StrategyId>(strategy: Id, set: PromptSet | undefined): TextsOf<Id> {
  const defaults: TextsOf<Id> = DEFAULT_TEXTS[strategy]
  if (!set) return defaults
  if (set.strategy !== strategy)
    throw new RangeError(`The prompts of ${set.strategy} were given to ${strategy}`)
  return { ...defaults, ...set.texts }
}

const SLOT = /\{(\w+)\}/g

/** Slots of the default words that an edited copy lost: what they stood for isn't told to the model. */
export function missingSlots(set: PromptSet): { readonly text: string; readonly slot: string }[] {
  return Object.entries(DEFAULT_TEXTS[set.strategy]).flatMap(([text, words]) => {
    const edited = set.texts[text] ?? words
    const slots = [...new Set([...words.matchAll(SLOT)].map(([slot]) => slot))]
    return slots.filter((slot) => !edited.includes(slot)).map((slot) => ({ text, slot }))
  })
}
