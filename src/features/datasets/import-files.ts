import type { CaseId, ReviewId, ReviewerId, RunId } from '../../domain/ids'
import { type Review, startReview } from '../../domain/review'
import { DEFAULT_RUBRIC } from '../../domain/rubric'
import type { Run } from '../../domain/run'
import { draftToCase } from '../../formats/case-draft'
import { type CaseMatcher, createCaseMatcher } from '../../formats/dataset/case-identity'
import type { DatasetFormat, RunDraft } from '../../formats/dataset/conversion'
import { draftToRun } from '../../formats/dataset/draft-runs'
import { createHygienePass } from '../../formats/dataset/hygiene/check-hygiene'
import { type DatasetEvent, readDataset } from '../../formats/dataset/read-dataset'
import type { CaseIntake, IntakeItem, IntakeRevision } from '../../storage'
import type {
  FileFault,
  FileReading,
  ImportCounts,
  ImportOptions,
  ImportProgress,
  ImportReport,
} from './protocol'

/** The first batch is small, so that the first cases can be opened while the rest is on its way. */
const FIRST_BATCH = 50
const BATCH = 500
/** More faults than this are counted, not kept. */
const MOST_FAULTS = 10_000
const PROGRESS_EVERY_MS = 100

export interface ImportDeps {
  readonly intake: CaseIntake
  readonly newId: () => string
  readonly clock: () => number
  readonly appVersion: string
}

export interface ImportOutcome {
  readonly report: ImportReport
  /** What a "yes" to the changed cases would make. */
  readonly revisions: readonly IntakeRevision[]
}

/**
 * Reads files and stores what they bring, batch by batch. What is there already makes nothing twice, so an import that was
 * cancelled or broke off goes on when the same files are given again.
 *
 * @throws StorageError when a batch can't be stored; those before it are.
 */
export async function importFiles(
  files: readonly File[],
  { articleText, mapping }: ImportOptions,
  deps: ImportDeps,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<ImportOutcome> {
  const { intake, clock } = deps
  const matcher = createCaseMatcher(await intake.known())
  const idOfKey = new Map((await intake.known()).flatMap(({ id, key }) => (key === null ? [] : [[key, id]])))
  const hygiene = createHygienePass()
  const state = createState()
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0)
  let bytesBefore = 0
  let waiting: IntakeItem[] = []
  let shownAt = 0

  async function flush(): Promise<void> {
    if (waiting.length === 0) return
    const batch = waiting
    waiting = []
    await intake.add(batch)
    state.counts.added += batch.length
    state.counts.runs += batch.reduce((sum, { runs }) => sum + runs.length, 0)
    state.addedIds.push(...batch.map(({ subject }) => subject.id))
  }

  async function take(event: DatasetEvent, file: string, format: DatasetFormat | null): Promise<void> {
    if (event.kind === 'fault') return noteFault({ ...event, file })
    if (event.kind === 'recognised') return
    if (event.kind === 'records')
      return noteFault({
        ...event,
        kind: 'fault',
        field: '',
        reason: 'This is a Rounds bundle. Import it in the library, which shows first what it changes.',
        file,
      })
    state.counts.rows += 1
    if (event.kind === 'runs') {
      const caseId = idOfKey.get(event.runs.caseKey)
      if (caseId === undefined)
        return noteFault({
          ...event,
          kind: 'fault',
          field: '',
          reason: `No case named ${event.runs.caseKey} is in the library. Import the cases first.`,
          file,
        })
      await flush()
      const made = makeRuns(event.runs.runs, caseId, 1, format, deps)
      await intake.addRuns(made.runs, made.reviews)
      state.counts.runs += made.runs.length
      return
    }
    takeCase(event, format)
    if (waiting.length >= (state.counts.added === 0 ? FIRST_BATCH : BATCH)) await flush()
  }

  function takeCase(event: Extract<DatasetEvent, { kind: 'case' }>, format: DatasetFormat | null): void {
    const { draft, runs, article } = event.case
    const match = matcher.match(event.identity)
    if (match.kind === 'same') {
      state.counts.same += 1
      return
    }
    const id = match.kind === 'revision' ? match.id : (deps.newId() as CaseId)
    hygiene.add({ id, draft, article })
    state.titles[id] = draft.title
    const identity = { ...event.identity, key: 'key' in match ? match.key : event.identity.key }
    if (match.kind === 'revision') {
      state.counts.changed += 1
      state.revisions.push({ id, draft, identity })
      return
    }
    remember(matcher, id, identity)
    if (identity.key !== null) idOfKey.set(identity.key, id)
    waiting.push({
      subject: draftToCase(draft, id, 'imported', clock()),
      identity,
      ...makeRuns(runs, id, 1, format, deps),
    })
  }

  function noteFault(fault: FileFault): void {
    state.counts.faults += 1
    if (state.faults.length < MOST_FAULTS) state.faults.push(fault)
  }

  const toReport = (isCancelled: boolean): ImportOutcome => {
    const report = hygiene.report()
    const hit = new Set(Object.values(report.rules).flatMap(({ hits }) => hits.map(({ id }) => id)))
    return {
      revisions: state.revisions,
      report: {
        counts: { ...state.counts },
        readings: state.readings,
        faults: state.faults,
        addedIds: state.addedIds,
        hygiene: report,
        titles: Object.fromEntries(Object.entries(state.titles).filter(([id]) => hit.has(id))),
        isCancelled,
      },
    }
  }

  try {
    for (const file of files) {
      const name = file.webkitRelativePath || file.name
      let format: DatasetFormat | null = null
      const show = (doneBytes: number) => {
        const now = performance.now()
        if (now - shownAt < PROGRESS_EVERY_MS) return
        shownAt = now
        onProgress({ ...state.counts, file: name, doneBytes: bytesBefore + doneBytes, totalBytes })
      }
      const events = readDataset(file, file.name, {
        articleText,
        ...(mapping && { mapping }),
        onProgress: show,
        signal,
      })
      for await (const event of events) {
        if (event.kind === 'recognised') {
          format = event.recognition.kind === 'known' ? event.recognition.format : null
          state.readings.push({ file: name, part: event.part, recognition: event.recognition })
        }
        await take(event, name, format)
        signal.throwIfAborted()
      }
      bytesBefore += file.size
    }
    await flush()
    return toReport(false)
  } catch (error) {
    if (!signal.aborted) throw error
    await flush()
    return toReport(true)
  }
}

function remember(matcher: CaseMatcher, id: CaseId, identity: IntakeItem['identity']): void {
  matcher.remember({ ...identity, id })
}

interface State {
  readonly counts: { -readonly [Key in keyof ImportCounts]: number }
  readonly readings: FileReading[]
  readonly faults: FileFault[]
  readonly addedIds: CaseId[]
  readonly revisions: IntakeRevision[]
  readonly titles: Record<string, string>
}

function createState(): State {
  return {
    counts: { rows: 0, added: 0, same: 0, changed: 0, runs: 0, faults: 0 },
    readings: [],
    faults: [],
    addedIds: [],
    revisions: [],
    titles: {},
  }
}

function makeRuns(
  drafts: readonly RunDraft[],
  caseId: CaseId,
  caseRevision: number,
  format: DatasetFormat | null,
  { newId, clock, appVersion }: ImportDeps,
): { runs: Run[]; reviews: Review[] } {
  const at = clock()
  const runs: Run[] = []
  const reviews: Review[] = []
  for (const draft of drafts) {
    const id = newId() as RunId
    runs.push(
      draftToRun(draft, { id, caseId, caseRevision, format: format ?? 'model-outputs', appVersion, at }),
    )
    for (const { reviewer, grades } of draft.reviews) {
      const rubric = { id: DEFAULT_RUBRIC.id, version: DEFAULT_RUBRIC.version }
      const ids = { id: newId() as ReviewId, runId: id, caseId, reviewerId: reviewer as ReviewerId, rubric }
      reviews.push({ ...startReview(ids, at), grades })
    }
  }
  return { runs, reviews }
}
