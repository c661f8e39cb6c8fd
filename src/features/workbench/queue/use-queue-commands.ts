import { useRef } from 'react'
import { decideLink } from '../../../domain/alignment/score-links'
import type { SuggestedLink } from '../../../domain/alignment/suggest-links'
import { answerStep, choicesOf, pickOption } from '../../../domain/grading/answers'
import { askedQuestion } from '../../../domain/grading/asked-question'
import type { GradingTask } from '../../../domain/grading/assignment'
import { countUnsure, missingParts, questionsOfStep } from '../../../domain/grading/questions'
import { type ReviewExit, gradeOf } from '../../../domain/review'
import { STEP_LABELS, type Rubric } from '../../../domain/rubric'
import type { Run } from '../../../domain/run'
import { announce } from '../../../ui/announcer'
import { useServices } from '../../services'
import { nextUndecided, useAligning } from '../alignment/use-alignment'
import { focusQuestion, holdFacet, resetAsking, useAsking } from '../grading/asking-store'
import { closeEditor, openEditor } from '../grading/editor-store'
import type { Grading } from '../grading/grading-context'
import { useReviewStore } from '../grading/review-store'
import type { StepClock } from '../grading/step-clock'
import type { WorkbenchCommand } from '../keys/key-bindings'
import { selectDiagnosis, selectStep, showRegion, useSelection } from '../selection'
import { useQueueStore } from './queue-store'
import type { useQueue } from './use-queue'

interface QueueCommandsInput {
  readonly rubric: Rubric
  readonly run: Run | null
  readonly grading: Grading | null
  readonly queue: ReturnType<typeof useQueue>
  readonly tasks: readonly GradingTask[]
  readonly stepClock: StepClock
  readonly finished: ReadonlyMap<string, number>
  /** Pairs of step and statement to decide; null while that is not asked. */
  readonly suggestions: readonly SuggestedLink[] | null
}

/** What a reviewer can do in a queue, by key or by hand. */
export function useQueueCommands({
  rubric,
  run,
  grading,
  queue,
  tasks,
  stepClock,
  finished,
  suggestions,
}: QueueCommandsInput) {
  const { clock } = useServices()
  const lastTotal = useRef(0)
  const steps = run?.steps.length ?? 0

  function asked() {
    const { step } = useSelection.getState()
    const { focus, heldFacet, restsAt } = useAsking.getState()
    const isResting = restsAt !== null && restsAt === step
    return askedQuestion(rubric, useReviewStore.getState().review, steps, {
      step,
      focus,
      heldFacet,
      isResting,
    })
  }

  /** Decides the pair that is asked, and lights the step of the next one. */
  function decide(isSame: boolean) {
    const links = useReviewStore.getState().review?.links ?? []
    const pair = nextUndecided(suggestions ?? [], links)
    if (!pair) return
    const decided = decideLink(links, { step: pair.step, statement: pair.statement, isSame })
    grading?.change({ part: 'links', value: decided })
    const next = nextUndecided(suggestions ?? [], decided)
    if (next) selectStep(next.step)
  }

  function answer(index: number) {
    if (suggestions !== null) return index < 2 ? decide(index === 0) : undefined
    const open = asked()
    const choice = open && choicesOf(open.question, rubric)[index]
    if (!open || !choice || !grading) return
    const { question, step } = open
    const facet = question.kind === 'facet' ? question.facet : null
    if (step === null) {
      if (!facet) return
      const answers = useReviewStore.getState().review?.facets
      grading.change({ part: 'facets', value: pickOption(answers, facet, choice.id) })
      holdFacet(facet.picks === 'any' ? facet.id : null)
    } else if (question.kind === 'label') {
      focusQuestion(null)
      const label = STEP_LABELS.find((each) => each === choice.id)
      if (label) grading.setLabel(step, label)
    } else {
      const patch = answerStep(gradeOf(useReviewStore.getState().review, step), question, choice.id)
      if (!patch) return
      if (facet?.picks === 'any') {
        grading.patchGrade(step, patch)
        return holdFacet(facet.id)
      }
      focusQuestion(null)
      grading.answer(step, patch)
    }
  }

  /** The next question of the selected step, round and round. */
  function nextQuestion() {
    const { step } = useSelection.getState()
    if (step === null) return
    const count = questionsOfStep(rubric, gradeOf(useReviewStore.getState().review, step)).length
    if (count === 0) return
    const { focus } = useAsking.getState()
    focusQuestion(((focus ?? -1) + 1) % count)
  }

  function moveStep(by: number) {
    if (steps === 0) return
    const { step } = useSelection.getState()
    closeEditor()
    showRegion('steps')
    selectStep(step === null ? (by > 0 ? 0 : steps - 1) : Math.min(steps - 1, Math.max(0, step + by)))
    resetAsking()
  }

  /** On to the next thing that waits; with nothing left, done with this run and on to the next one. */
  function finish() {
    if (!grading) return
    resetAsking()
    const content = useReviewStore.getState().review
    const [missing] = missingParts(rubric, content, steps)
    if (
      missing?.step === null &&
      missing.question.kind === 'facet' &&
      missing.question.facet.picks === 'any'
    ) {
      // Going on without picking any says that none is met.
      grading.change({ part: 'facets', value: { ...content?.facets, [missing.question.facet.id]: [] } })
      return finish()
    }
    if (missing) {
      if (missing.step !== null && missing.step !== useSelection.getState().step) {
        showRegion('steps')
        selectStep(missing.step)
        announce(`Step ${missing.step + 1} waits for an answer`)
      } else if (missing.question.kind === 'comment' && missing.step !== null)
        openEditor(missing.step, 'comment')
      else announce('This waits for an answer')
      return
    }
    const links = content?.links ?? []
    if (rubric.asksLinks && suggestions !== null && nextUndecided(suggestions, links) !== null) {
      announce('A pair waits for an answer')
      return
    }
    close()
  }

  /** Marks the run as finished and goes on. */
  function close(exit: ReviewExit | null = null) {
    if (!grading) return
    if (exit) grading.change({ part: 'exit', value: exit })
    const review = useReviewStore.getState().review
    if (!review?.finished || exit)
      grading.change({
        part: 'finished',
        value: { at: clock(), unsureSteps: review ? countUnsure(review) : 0 },
      })
    const total = stepClock.total()
    const { at, caseTimesMs } = useQueueStore.getState()
    useQueueStore.setState({ caseTimesMs: [...caseTimesMs, total - lastTotal.current] })
    lastTotal.current = total
    if (at === null) return
    const next = nextUnfinished(at)
    if (next === null) announce('That was the last one')
    else queue.goTo(next)
  }

  function nextUnfinished(at: number): number | null {
    for (let index = at + 1; index < tasks.length; index++)
      if (!finished.has(tasks[index]?.runId ?? '')) return index
    return null
  }

  function moveCase(by: number) {
    const { at } = useQueueStore.getState()
    if (at !== null) queue.goTo(Math.min(tasks.length - 1, Math.max(0, at + by)))
  }

  function undo() {
    const review = useReviewStore.getState().review
    if (review && review.historyPosition > 0) return grading?.undo()
    if (queue.goBack()) announce('Back to the case before. Undo again to take its last change back.')
  }

  function press(command: WorkbenchCommand) {
    const { step } = useSelection.getState()
    switch (command.kind) {
      case 'label':
        return answer(STEP_LABELS.indexOf(command.label))
      case 'answer':
        return answer(command.index)
      case 'next-step':
        return moveStep(1)
      case 'previous-step':
        return moveStep(-1)
      case 'question':
        return nextQuestion()
      case 'finish':
        return finish()
      case 'next-case':
        return moveCase(1)
      case 'previous-case':
        return moveCase(-1)
      case 'undo':
        return undo()
      case 'redo':
        return grading?.redo()
      case 'verdict':
        return grading?.change({ part: 'verdict', value: command.verdict })
      case 'unsure':
        return step === null ? undefined : grading?.toggleUnsure(step)
      case 'clear':
        return step === null ? undefined : grading?.clearGrade(step)
      case 'errors':
      case 'comment':
      case 'rewrite':
        return step === null ? undefined : openEditor(step, command.kind)
      case 'align':
        useAligning.setState({ isOn: suggestions === null })
        return showRegion('differential')
      case 'why':
        return nextWhy(run)
      default: // the run is given in a queue: nothing here reasons, presents or branches
    }
  }

  return { press, answer, finish, leave: (exit: ReviewExit) => close(exit) }
}

function nextWhy(run: Run | null) {
  const names = run?.differential?.entries.map(({ diagnosis }) => diagnosis) ?? []
  const at = names.indexOf(useSelection.getState().diagnosis ?? '')
  showRegion('differential')
  selectDiagnosis(names[at + 1] ?? null)
}
