import type { ClinicalCase } from '../domain/case'
import type { Run } from '../domain/run'
import { type ReasonerChoice, startRun } from '../reasoning'
import { holdRun } from '../storage'
import type { Services } from './services'

/** How long the machine rests when a run asks for it. */
const REST_MS = 500

/** Has a case reasoned about without showing it. The run is stored as it grows; null where none began. */
export async function reasonUnseen(
  { storage, reasoners, clock, ids, appVersion }: Services,
  subject: ClinicalCase,
  choice: ReasonerChoice,
  seed: number,
): Promise<Run | null> {
  const reasoner = await reasoners.create(choice)
  let release = () => {}
  try {
    return await startRun(
      {
        sink: storage.runs,
        verify: (text, step, earlier) => reasoners.verify(text, step, earlier),
        clock,
        newRunId: ids.runId,
        paint: () => Promise.resolve(),
        rest: () => new Promise((resolve) => setTimeout(resolve, REST_MS)),
        onChange: ({ run: shown }) => {
          if (shown?.steps.length === 0 && shown.status === 'running') {
            release()
            release = holdRun(shown.id)
          }
        },
        appVersion,
      },
      { subject, reasoner, seed, start: null },
    ).done
  } finally {
    release()
  }
}
