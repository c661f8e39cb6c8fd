import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CaseId } from '../../domain/ids'
import { live } from '../../storage'
import { announce } from '../../ui/announcer'
import { AsyncView } from '../../ui/async-view'
import { Button } from '../../ui/button'
import { Kbd } from '../../ui/kbd'
import { useServices } from '../services'
import { PresentedCase } from './presented-case'
import { PresentedSteps } from './presented-steps'
import { type Reveal, countSlides, revealAt } from './reveal'

/** A case in front of a class: large type, revealed one key at a time, the gold diagnosis only when asked for. */
export function PresentPage() {
  const { storage } = useServices()
  const navigate = useNavigate()
  const caseId = useParams({ strict: false }).caseId as CaseId // the route has this parameter
  const runId = useSearch({ strict: false }).run
  const current = useQuery(live(['case', caseId], () => storage.cases.get(caseId)))
  const runs = useQuery(live(['runs', caseId], () => storage.runs.ofCase(caseId))).data ?? []
  const run = runs.find(({ id }) => id === runId) ?? null
  const shownCase = useQuery({
    ...live(['case', caseId, run?.caseRevision ?? 0], () =>
      storage.cases.getRevision(caseId, run?.caseRevision ?? 0),
    ),
    enabled: run !== null,
  })
  const [position, setPosition] = useState(1)
  const [showsGold, setShowsGold] = useState(false)
  const root = useRef<HTMLElement>(null)
  const subject = (run ? shownCase.data : current.data) ?? current.data ?? null
  const slides = countSlides(subject, run)
  const reveal: Reveal = revealAt(subject, position)

  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    void navigate({ to: '/case/$caseId', params: { caseId }, search: { run: runId, step: undefined } })
  }
  const move = (by: number) => {
    const next = Math.min(slides, Math.max(1, position + by))
    setPosition(next)
    announce(`Part ${next} of ${slides}`)
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof HTMLElement && event.target.closest('button') && event.key === ' ') return
    if (['ArrowRight', 'ArrowDown', 'PageDown', ' ', 'j'].includes(event.key)) move(1)
    else if (['ArrowLeft', 'ArrowUp', 'PageUp', 'k'].includes(event.key)) move(-1)
    else if (event.key === 'g') setShowsGold((shows) => !shows)
    else if (event.key === 'f') void toggleFullScreen(root.current)
    else if (event.key === 'Escape' && !document.fullscreenElement) leave()
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])

  return (
    <main ref={root} className="flex h-full flex-col bg-paper text-ink">
      <AsyncView query={current} empty={<p className="p-8">This case is not in the library.</p>}>
        {() => (
          <>
            <div className="grid min-h-0 flex-1 gap-x-10 overflow-hidden px-5 pt-6 sm:px-10 lg:grid-cols-2">
              {subject && (
                <PresentedCase subject={subject} stageCount={reveal.stages} showsAll={reveal.steps > 0} />
              )}
              <PresentedSteps
                run={run}
                stepCount={reveal.steps}
                gold={showsGold ? (subject?.goldDiagnosis ?? 'None is known for this case.') : null}
              />
            </div>
            <footer className="flex shrink-0 flex-wrap items-center gap-3 border-t border-line px-5 py-2 text-xs text-ink-faint sm:px-10">
              <Button size="sm" onClick={() => move(-1)}>
                Back <Kbd>←</Kbd>
              </Button>
              <Button size="sm" tone="primary" onClick={() => move(1)}>
                Next
              </Button>
              <span className="numerals">
                {position} of {slides}
              </span>
              <Button
                size="sm"
                tone="quiet"
                aria-pressed={showsGold}
                onClick={() => setShowsGold(!showsGold)}
              >
                Gold diagnosis <Kbd>g</Kbd>
              </Button>
              <Button size="sm" tone="quiet" onClick={() => void toggleFullScreen(root.current)}>
                Full screen <Kbd>f</Kbd>
              </Button>
              <span className="ml-auto max-sm:order-last max-sm:w-full">
                {subject?.isFictional ? 'Fictional case. ' : ''}For teaching; not a medical device.
              </span>
              <Button size="sm" tone="quiet" onClick={leave}>
                Close <Kbd>Esc</Kbd>
              </Button>
            </footer>
          </>
        )}
      </AsyncView>
    </main>
  )
}

async function toggleFullScreen(element: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen()
  else await element?.requestFullscreen()
}
