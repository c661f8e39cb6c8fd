import { type LabelScale, defineScale } from '../../../domain/agreement/label-scale'
import { type Review, gradeOf } from '../../../domain/review'
import { type Facet, LABEL_VALUES, type Rubric, VERDICTS } from '../../../domain/rubric'

/** One thing whose agreement is measured by itself. `read` gives one reviewer's label; null where they gave none. */
export interface MeasuredFacet {
  readonly id: string
  readonly name: string
  readonly scale: LabelScale
  readonly about: 'step' | 'run'
  /** `step` is 0-based; -1 for what is about the run. */
  readonly read: (review: Review, step: number) => string | null
}

const MET_SCALE = defineScale('nominal', ['not met', 'met'])

/** What a rubric's answers are measured as: the label, each facet, each criterion of those with many, the verdict. */
export function listMeasuredFacets(rubric: Rubric): MeasuredFacet[] {
  return [...labelFacet(rubric), ...rubric.facets.flatMap(fromFacet), VERDICT_FACET]
}

function labelFacet({ labels }: Rubric): MeasuredFacet[] {
  if (labels.length === 0) return []
  const ascending = labels.map(({ label }) => label).sort((a, b) => LABEL_VALUES[a] - LABEL_VALUES[b])
  return [
    {
      id: 'label',
      name: 'Step label',
      scale: defineScale(
        'interval',
        ascending,
        ascending.map((label) => LABEL_VALUES[label]),
      ),
      about: 'step',
      // Who is unsure gave no label: counting it as one would make two people who don't know agree.
      read: (review, step) => {
        const { label, isUnsure } = gradeOf(review, step)
        return isUnsure || label === null || !ascending.includes(label) ? null : label
      },
    },
  ]
}

function fromFacet(facet: Facet): MeasuredFacet[] {
  const pickedBy = (review: Review, step: number) =>
    (facet.about === 'run' ? review.facets : gradeOf(review, step).facets)?.[facet.id]
  if (facet.picks === 'any')
    return facet.options.map((option) => ({
      id: `${facet.id}/${option.id}`,
      name: `${facet.name}: ${option.name}`,
      scale: MET_SCALE,
      about: facet.about,
      read: (review, step) => {
        const picked = pickedBy(review, step)
        return picked === undefined ? null : picked.includes(option.id) ? 'met' : 'not met'
      },
    }))
  if (facet.options.length === 0) return []
  const scale = scaleOf(facet)
  return [
    {
      id: facet.id,
      name: facet.name,
      scale,
      about: facet.about,
      read: (review, step) => {
        const picked = pickedBy(review, step)?.[0]
        return picked !== undefined && scale.labels.includes(picked) ? picked : null
      },
    },
  ]
}

/** Numbers where each option has its own; else names alone. */
function scaleOf({ options }: Facet): LabelScale {
  const values = options.flatMap(({ value }) => (value === null ? [] : [value]))
  const hasValues = values.length === options.length && new Set(values).size === values.length
  if (!hasValues)
    return defineScale(
      'nominal',
      options.map(({ id }) => id),
    )
  const ascending = [...options].sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
  return defineScale(
    'interval',
    ascending.map(({ id }) => id),
    ascending.map(({ value }) => value ?? 0),
  )
}

const VERDICT_FACET: MeasuredFacet = {
  id: 'verdict',
  name: 'Verdict on the diagnosis',
  scale: defineScale('nominal', VERDICTS),
  about: 'run',
  read: ({ verdict }) => verdict,
}
