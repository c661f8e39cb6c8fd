import { SelectField } from '../../ui/field'
import { chooseExamples, useModelChoice } from '../model-choice'

/** Whether models are shown similar cases of the library that somebody graded. */
export function ExamplesPicker() {
  const examples = useModelChoice((state) => state.examples)
  return (
    <SelectField
      label="Similar graded cases shown to the model as examples"
      className="w-auto! justify-self-start"
      value={String(examples)}
      onChange={(event) => chooseExamples(Number(event.target.value))}
      hint="Never the case itself or one of the same source. They take room in the model’s context."
    >
      <option value="0">None</option>
      <option value="1">1</option>
      <option value="2">2</option>
      <option value="3">3</option>
    </SelectField>
  )
}
