import type { ReasoningExample } from '../../domain/reasoning-event'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'

/** FNV-1a, 32 bits, of the UTF-16 code units, as eight hexadecimal digits. Tells versions apart; no protection. */
export function hashText(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/**
 * A tag that the text doesn't contain, so that nothing inside can close it. Depends on the text alone, which keeps the start of
 * every prompt about a case the same.
 */
export function chooseCaseTag(text: string, name = 'case'): string {
  let tag = `${name}-${hashText(text)}`
  while (text.includes(tag)) tag = `${name}-${hashText(tag + text)}`
  return tag
}

/**
 * Takes what chat templates would read as their own marks ('<|im_end|>', '</s>', '[INST]') apart by one blank. Quotes are found
 * whether or not it is there, and '<5' stays as it is.
 */
function defuseTemplateMarks(text: string): string {
  return text.replaceAll(/<(?=[|/_A-Za-z])/g, '< ').replaceAll(/\[(?=\/?[A-Z_]+\])/g, '[ ')
}

export type PromptValues = Readonly<Record<string, string | number>>

/** Fills `{name}` slots; a slot that has no value stays as it is, and values are never read for slots. */
export function fillSlots(template: string, values: PromptValues): string {
  return template.replaceAll(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot))
}

function describeStep(step: ReasoningStepDraft, text: string): string {
  const voice = step.author ? `${step.author}, ${step.kind}` : step.kind
  return `${step.index + 1}. (${voice}) ${text}`
}

/** Each step whole on one line, numbered from 1 as people see them. */
export function listSteps(steps: readonly ReasoningStepDraft[]): string {
  const lines = steps.map((step) => describeStep(step, step.text.replaceAll(/\s+/g, ' ')))
  return defuseTemplateMarks(lines.join('\n'))
}

const OUTLINE_WORDS = 9

/** The same, each by its first words: enough to know which number is which of steps that stand further up in the conversation. */
export function outlineSteps(steps: readonly ReasoningStepDraft[]): string {
  const lines = steps.map((step) => {
    const words = step.text.split(/\s+/).filter((word) => word !== '')
    const start = words.slice(0, OUTLINE_WORDS).join(' ').slice(0, 90)
    return describeStep(step, words.length > OUTLINE_WORDS ? `${start} …` : start)
  })
  return defuseTemplateMarks(lines.join('\n'))
}

/** A text between tags that it can't close. */
function enclose(text: string, tag: string): string {
  return `<${tag}>\n${defuseTemplateMarks(text)}\n</${tag}>`
}

function writeExample(example: ReasoningExample): string {
  const steps = example.steps.map((step, i) => `${i + 1}. ${step.replaceAll(/\s+/g, ' ')}`)
  const text = [example.presentation, 'Reasoning:', ...steps, `Diagnosis: ${example.diagnosis}`].join('\n')
  return enclose(text, chooseCaseTag(text, 'example'))
}

export interface FirstMessage {
  readonly presentation: string
  readonly rules: string
  readonly task: string
  /** Frame around the examples, and these. */
  readonly exampleFrame: string
  readonly examples: readonly ReasoningExample[]
  /** Frame around the accepted steps, and these. */
  readonly continuation: string
  readonly accepted: readonly ReasoningStepDraft[]
}

/**
 * The first message of a run: the case first and unchanged (but for marks of chat templates, which no honest case holds), so that
 * every run about it shares what was read of it; then the rules, the examples, the task, and the accepted steps of an earlier run.
 * Examples stand behind the case, for they come and go between runs, and before the task and the accepted steps, so that all branches
 * of one trace share them, and the last thing that a model reads is what it is asked to do.
 */
export function writeFirstMessage(parts: FirstMessage, values: PromptValues): string {
  const { presentation, examples, accepted } = parts
  const tag = chooseCaseTag(presentation)
  const all: PromptValues = { ...values, tag }
  const written = [enclose(presentation, tag), fillSlots(parts.rules, all)]
  if (examples.length > 0) {
    written.push(fillSlots(parts.exampleFrame, { ...all, examples: examples.map(writeExample).join('\n') }))
  }
  written.push(fillSlots(parts.task, all))
  const last = accepted.at(-1)
  if (last) {
    written.push(
      fillSlots(parts.continuation, { ...all, accepted: listSteps(accepted), next: last.index + 2 }),
    )
  }
  return written.join('\n\n')
}
