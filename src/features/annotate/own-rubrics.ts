import { useQuery } from '@tanstack/react-query'
import { RUBRIC_TEMPLATES } from '../../domain/grading/rubric-templates'
import type { Rubric } from '../../domain/rubric'
import { live } from '../../storage'
import { useServices } from '../services'

const TEMPLATE_IDS = new Set(RUBRIC_TEMPLATES.map(({ rubric }) => rubric.id))

/** The newest version of each rubric that people changed or made. */
export function useOwnRubrics(): readonly Rubric[] {
  const { storage } = useServices()
  const all = useQuery(live(['rubrics'], () => storage.rubrics.all())).data ?? []
  const newest = new Map<string, Rubric>()
  for (const rubric of all)
    if (rubric.version > (newest.get(rubric.id)?.version ?? 0)) newest.set(rubric.id, rubric)
  return [...newest.values()].filter(({ id, version }) => !TEMPLATE_IDS.has(id) || version > 1)
}
