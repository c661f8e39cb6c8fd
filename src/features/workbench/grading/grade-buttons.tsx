import type { ReactNode } from 'react'
import type { StepGrade } from '../../../domain/review'
import type { StepLabel } from '../../../domain/rubric'
import { classNames } from '../../../ui/class-names'
import { Icon, type IconName } from '../../../ui/icon'
import { LABEL_WORDS } from '../../words'
import { useKeyStore } from '../keys/key-store'
import { useGrading } from './grading-context'
import { useGradingRules } from './grading-rules'

const LOOKS: Readonly<Record<StepLabel, { icon: IconName; on: string }>> = {
  good: { icon: 'check', on: 'bg-good-soft text-good border-good' },
  neutral: { icon: 'dash', on: 'bg-neutral-soft text-neutral border-neutral' },
  bad: { icon: 'cross', on: 'bg-bad-soft text-bad border-bad' },
}

/** Good, neutral, bad and unsure for one step: icon, word and key, so that colour is never the only sign. */
export function GradeButtons({ step, grade }: { step: number; grade: StepGrade }) {
  const grading = useGrading()
  const { rubric } = useGradingRules()
  const keys = useKeyStore((state) => state.keys)
  return (
    <fieldset className="flex" onClick={(event) => event.stopPropagation()}>
      <legend className="sr-only">Grade of step {step + 1}</legend>
      {rubric.labels.map(({ label, explanation }) => {
        const isOn = grade.label === label
        return (
          <GradeButton
            key={label}
            title={`${LABEL_WORDS[label]} (${keys[`label-${label}`]}): ${explanation}`}
            name={LABEL_WORDS[label]}
            isOn={isOn}
            className={isOn ? LOOKS[label].on : ''}
            onClick={() => grading.setLabel(step, label)}
          >
            <Icon name={LOOKS[label].icon} size="sm" />
          </GradeButton>
        )
      })}
      <GradeButton
        title={`Unsure (${keys['unsure']})`}
        name="Unsure"
        isOn={grade.isUnsure}
        className={grade.isUnsure ? 'border-caution bg-caution-soft text-caution' : ''}
        onClick={() => grading.toggleUnsure(step)}
      >
        <span aria-hidden="true" className="w-3.5 text-center font-semibold">
          ?
        </span>
      </GradeButton>
    </fieldset>
  )
}

interface GradeButtonProps {
  readonly title: string
  readonly name: string
  readonly isOn: boolean
  readonly className: string
  readonly onClick: () => void
  readonly children: ReactNode
}

function GradeButton({ title, name, isOn, className, onClick, children }: GradeButtonProps) {
  return (
    <button
      type="button"
      title={title}
      aria-label={name}
      aria-pressed={isOn}
      onClick={onClick}
      className={classNames(
        '-ml-px flex h-6 items-center gap-1 border px-1.5 text-2xs first-of-type:ml-0 first-of-type:rounded-l-md last-of-type:rounded-r-md focus-visible:z-10',
        isOn
          ? `relative z-10 font-semibold ${className}`
          : 'border-line-strong bg-surface text-ink-faint hover:bg-raised hover:text-ink',
      )}
    >
      {children}
      {isOn && <span>{name}</span>}
    </button>
  )
}
