import { pickOption, scorePoints } from '../../../domain/grading/answers'
import { questionsOfRun } from '../../../domain/grading/questions'
import { Button } from '../../../ui/button'
import { useGrading } from '../grading/grading-context'
import { useGradingRules } from '../grading/grading-rules'
import { useReviewStore } from '../grading/review-store'

/** What is asked about the run as a whole, with the answers so far. */
export function RunQuestions() {
  const { rubric } = useGradingRules()
  const { change } = useGrading()
  const review = useReviewStore((state) => state.review)
  const facets = questionsOfRun(rubric, review)
  if (facets.length === 0) return null
  return (
    <section aria-label="About the whole run" className="grid gap-3 border-b border-line px-4 py-3">
      {facets.map((facet) => {
        const picked = review?.facets?.[facet.id] ?? []
        const score = facet.picks === 'any' ? scorePoints(facet, review?.facets) : null
        return (
          <fieldset key={facet.id} className="grid gap-1">
            <legend className="mb-1 text-xs font-semibold">
              {facet.name}
              {score !== null && (
                <span className="ml-2 font-normal text-ink-faint numerals">{Math.round(score * 100)} %</span>
              )}
            </legend>
            <div className="flex flex-wrap gap-1">
              {facet.options.map(({ id, name, value, explanation }) => (
                <Button
                  key={id}
                  size="sm"
                  className="h-auto! min-h-7 py-0.5 whitespace-normal!"
                  title={explanation || undefined}
                  aria-pressed={picked.includes(id)}
                  onClick={() => change({ part: 'facets', value: pickOption(review?.facets, facet, id) })}
                >
                  {name}
                  {value !== null && <span className="text-ink-faint numerals">{value}</span>}
                </Button>
              ))}
            </div>
          </fieldset>
        )
      })}
    </section>
  )
}
