import type { ReadingProgress } from './project-reader'

/** How far the reading of a project's grades is. */
export function ReadingProgressLine({ progress }: { progress: ReadingProgress | null }) {
  return (
    <p role="status" className="flex items-center gap-3 text-sm text-ink-soft numerals">
      <progress
        aria-label="Reading grades"
        className="h-2 w-48"
        value={progress?.done ?? 0}
        max={Math.max(1, progress?.total ?? 1)}
      />
      Reading grades
      {progress && `: ${progress.done.toLocaleString()} of ${progress.total.toLocaleString()} cases`}
    </p>
  )
}
