import { createQuoteLocator } from '../../domain/locate-quote'
import type { ReasoningStepDraft, StepAlternative } from '../../domain/reasoning-step'
import type { AnswerStep } from '../strategies/answer-schema'
import type { ObjectSchema } from '../strategies/schema-parts'
import type { AnswerEvent, AnswerReader, StrategyInput } from '../strategies/strategy'
import { check, createPartsReader, fieldOf } from './steps-answer'
import { toStepDraft } from './to-step-draft'

export interface CandidatesAnswerContext {
  readonly presentation: string
  readonly schema: ObjectSchema
  /** Index of the step that the candidates are for. */
  readonly index: number
  readonly earlier: readonly ReasoningStepDraft[]
  readonly countFlags?: StrategyInput['countFlags']
}

/** What one flag of the verifier costs a candidate, in points of the model's score. */
const FLAG_COST = 3

interface Scored {
  readonly draft: ReasoningStepDraft
  readonly score: number
  readonly flags: number | null
}

/** Best first: by the model's score less what flags cost; of equals the one written first. */
function rankCandidates(candidates: readonly Scored[]): Scored[] {
  const worth = ({ score, flags }: Scored) => score - FLAG_COST * (flags ?? 0)
  return candidates.toSorted((a, b) => worth(b) - worth(a))
}

function toAlternative({ draft, score, flags }: Scored): StepAlternative {
  return { kind: draft.kind, text: draft.text, score, flags }
}

/**
 * Reads candidates for one step. Which one is kept is known only when all are written and the verifier has seen them, so the step
 * comes at the end, with the others folded into it.
 */
export function createCandidatesAnswerReader(context: CandidatesAnswerContext): AnswerReader {
  const { presentation, schema, index, earlier, countFlags } = context
  const locate = createQuoteLocator(presentation)
  let candidates: readonly AnswerStep[] = []

  const reader = createPartsReader((part): AnswerEvent[] => {
    if (part.kind !== 'value') return []
    if (part.path.length === 1 && part.path[0] === 'problemRepresentation') {
      const text = check<string>(
        fieldOf(schema, 'problemRepresentation'),
        part.value,
        '/problemRepresentation',
      )
      return [{ kind: 'problem-representation', text: text.trim() }]
    }
    if (part.path.length === 0)
      candidates = check<{ candidates: AnswerStep[] }>(schema, part.value, '').candidates
    return []
  })

  async function choose(): Promise<AnswerEvent[]> {
    const scored = await Promise.all(
      candidates.map(async (step): Promise<Scored> => {
        const draft = toStepDraft(step, null, index, locate)
        return { draft, score: step.score ?? 0, flags: (await countFlags?.(draft, earlier)) ?? null }
      }),
    )
    const [best, ...others] = rankCandidates(scored)
    if (!best) return []
    const step = { ...best.draft, score: best.score, alternatives: others.map(toAlternative) }
    return [
      { kind: 'step-started', index, stepKind: step.kind },
      { kind: 'text-delta', index, text: step.text },
      { kind: 'step-completed', step },
    ]
  }

  return {
    push: reader.push,
    async end() {
      return [...reader.end(), ...(await choose())]
    },
  }
}
