import type { CaseText } from '../../domain/case'
import type { ReasoningEvent, ReasoningOptions } from '../../domain/reasoning-event'
import { readCase } from '../../knowledge/extraction/read-case'
import { wordsOfCase } from '../../knowledge/likelihood/pick-next-test'
import type { Knowledge } from '../../knowledge/pack/combine-packs'
import { buildDifferential } from './build-differential'
import { planSteps } from './plan-steps'

export const KNOWLEDGE_ENGINE_VERSION = '2'

/**
 * Reasons from the knowledge packs alone: findings → likelihood ratios → ranked differential, the same every time. Structurally
 * a `Reasoner`.
 */
export function createKnowledgeReasoner(
  knowledge: Pick<Knowledge, 'compiled' | 'version' | 'prepareCase'>,
  now: () => number = () => performance.now(),
) {
  return {
    engine: 'knowledge' as const,
    async *reason(
      subject: CaseText,
      options: ReasoningOptions,
      signal: AbortSignal,
    ): AsyncGenerator<ReasoningEvent> {
      signal.throwIfAborted()
      const startedAt = now()
      yield {
        kind: 'started',
        manifest: {
          engine: 'knowledge',
          engineVersion: KNOWLEDGE_ENGINE_VERSION,
          model: null,
          strategy: 'likelihood',
          promptVersion: knowledge.version,
          sampling: null,
        },
      }
      if (subject.presentation.trim() === '') {
        yield { kind: 'failed', failure: { code: 'empty-case', detail: '' } }
        return
      }
      const computeFrom = now()
      const { extraction, compiled } = knowledge.prepareCase(readCase(subject, knowledge.compiled))
      const plan = planSteps(subject.presentation, extraction, compiled)
      const computeMs = now() - computeFrom
      const caseWords = wordsOfCase(subject.presentation)
      // The last step is always taken, so that a continued run too ends with a differential.
      const skipped = Math.min(options.continueFrom.length, plan.steps.length - 1)
      const shift = options.continueFrom.length - skipped
      yield { kind: 'problem-representation', text: plan.problemRepresentation }
      const drafts = plan.steps.map(({ step }) => step)
      for (const { step: planned, posterior } of plan.steps.slice(skipped)) {
        const step = { ...planned, index: planned.index + shift }
        signal.throwIfAborted()
        yield { kind: 'step-started', index: step.index, stepKind: step.kind }
        yield { kind: 'text-delta', index: step.index, text: step.text }
        yield { kind: 'step-completed', step }
        if (posterior) {
          const differential = buildDifferential(posterior, drafts.slice(0, planned.index + 1), caseWords)
          yield { kind: 'differential-updated', afterStep: step.index, differential }
        }
      }
      yield {
        kind: 'finished',
        timing: { totalMs: now() - startedAt, computeMs, firstStepMs: computeMs },
        counts: {
          steps: plan.steps.length + shift,
          findings: extraction.findings.length,
          promptTokens: null,
          outputTokens: null,
        },
      }
    },
  }
}
