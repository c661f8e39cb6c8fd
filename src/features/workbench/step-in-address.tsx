import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import type { CaseId } from '../../domain/ids'
import { clearSelection, selectStep, useSelection } from './selection'

/** The router's work is kept off the path of a key; who grades fast passes many steps in this time. */
const ADDRESS_AFTER_MS = 250

/**
 * Keeps the selected step in the address, so that a reload lands on it, and reads it from there at first. A component that
 * draws nothing: as a hook of the page it would draw the page anew with every step.
 */
export function StepInAddress({ caseId, runId }: { caseId: CaseId; runId: string | null }) {
  const navigate = useNavigate()
  const { history } = useRouter()
  const search = useSearch({ strict: false })
  const step = useSelection((state) => state.step)
  const readAddress = useEffectEvent(() => {
    clearSelection()
    if (search.step !== undefined) selectStep(search.step - 1)
  })
  useEffect(() => {
    readAddress()
    return clearSelection
  }, [caseId])
  useEffect(() => {
    if (runId === null || step === null) return
    const timer = setTimeout(() => {
      // The person may be on the way to another page whose code is still coming.
      if (history.location.pathname !== `/case/${caseId}`) return
      void navigate({
        to: '/case/$caseId',
        params: { caseId },
        search: { run: runId, step: step + 1 },
        replace: true,
        resetScroll: false,
      })
    }, ADDRESS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [step, runId, caseId, navigate, history])
  return null
}
