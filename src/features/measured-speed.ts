import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Run } from '../domain/run'

/** Tokens a second that models wrote here, by the id of their option: of the last run that ended well. */
export const useMeasuredSpeeds = create<{ readonly byModel: Readonly<Record<string, number>> }>()(
  persist(() => ({ byModel: {} }), { name: 'rounds-measured-speeds' }),
)

/** Notes how fast a model wrote in a run, where it tells. */
export function noteSpeed(modelId: string, { status, counts, timing }: Run): void {
  const tokens = counts?.outputTokens ?? 0
  if (status !== 'finished' || tokens === 0 || !timing) return
  const speed = tokens / ((timing.writingMs || timing.totalMs) / 1000)
  useMeasuredSpeeds.setState(({ byModel }) => ({ byModel: { ...byModel, [modelId]: speed } }))
}
