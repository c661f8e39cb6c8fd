import { useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import { type SuggestedLink, suggestLinks } from '../../../domain/alignment/suggest-links'
import type { ClinicalCase } from '../../../domain/case'
import type { ReferenceLink } from '../../../domain/review'
import type { Run } from '../../../domain/run'
import { type Services, useServices } from '../../services'

/** Whether steps are being matched with the authors' statements; null: as the rubric says. */
export const useAligning = create<{ isOn: boolean | null }>(() => ({ isOn: null }))

/** Pairs that may say the same, by their words and by the concepts the knowledge engine reads in them. */
export function useSuggestions(
  subject: ClinicalCase | null,
  run: Run | null,
  isOn: boolean,
): readonly SuggestedLink[] {
  const services = useServices()
  const isThere = isOn && subject !== null && run !== null && subject.referenceReasoning.length > 0
  return (
    useQuery({
      queryKey: ['suggested-links', run?.id, subject?.id, subject?.revision],
      queryFn: () => (subject && run ? suggest(services, subject, run) : []),
      enabled: isThere,
      staleTime: Infinity,
      networkMode: 'always',
      retry: false,
    }).data ?? NONE
  )
}

const NONE: readonly SuggestedLink[] = []

async function suggest({ reasoners }: Services, subject: ClinicalCase, run: Run): Promise<SuggestedLink[]> {
  const read = async (text: string) => {
    const findings = await reasoners.extract({ presentation: text, stages: [] })
    return { text, concepts: new Set<string>(findings.map(({ conceptId }) => conceptId)) }
  }
  const steps = await Promise.all(run.steps.map(({ text }) => read(text)))
  return suggestLinks(steps, await Promise.all(subject.referenceReasoning.map(({ text }) => read(text))))
}

/** The first pair that nobody has said anything about; null where all are decided. */
export function nextUndecided(
  suggestions: readonly SuggestedLink[],
  links: readonly ReferenceLink[],
): SuggestedLink | null {
  return (
    suggestions.find(
      ({ step, statement }) => !links.some((link) => link.step === step && link.statement === statement),
    ) ?? null
  )
}
