import type { ClinicalCase } from '../domain/case'
import type { Project } from '../domain/project'
import type { Review } from '../domain/review'
import type { Rubric } from '../domain/rubric'
import type { Run } from '../domain/run'
import { StorageError } from './storage-error'

/**
 * Stored rows are not trusted: these look at the few fields that the code would trip over, which is cheap enough for
 * every read. The database's version tells the shape; whole shapes are parsed where records come in from files.
 */
export function readCaseRow(row: ClinicalCase): ClinicalCase {
  return isText(row.id) &&
    isText(row.title) &&
    isText(row.presentation) &&
    isNumber(row.revision) &&
    isNumber(row.updatedAt)
    ? row
    : refuse('cases', row.id)
}

export function readRunRow(row: Run): Run {
  return isText(row.id) &&
    isText(row.caseId) &&
    isText(row.status) &&
    Array.isArray(row.steps) &&
    Array.isArray(row.trajectory)
    ? row
    : refuse('runs', row.id)
}

export function readReviewRow(row: Review): Review {
  return isText(row.id) &&
    isText(row.runId) &&
    isRecord(row.grades) &&
    Array.isArray(row.history) &&
    isNumber(row.historyPosition)
    ? row
    : refuse('reviews', row.id)
}

export function readProjectRow(row: Project): Project {
  return isText(row.id) &&
    isText(row.name) &&
    Array.isArray(row.caseIds) &&
    Array.isArray(row.reviewers) &&
    isRecord(row.runs) &&
    isRecord(row.rubric) &&
    isNumber(row.updatedAt)
    ? row
    : refuse('projects', row.id)
}

export function readRubricRow(row: Rubric): Rubric {
  return isText(row.id) &&
    isNumber(row.version) &&
    Array.isArray(row.labels) &&
    Array.isArray(row.errorTypes) &&
    Array.isArray(row.harmLevels) &&
    Array.isArray(row.facets)
    ? row
    : refuse('rubrics', row.id)
}

const isRecord = (value: unknown) => typeof value === 'object' && value !== null
const isText = (value: unknown) => typeof value === 'string'
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)

function refuse(table: string, id: unknown): never {
  throw new StorageError(
    'row-unreadable',
    `The row ${String(id)} of ${table} is not what this version writes`,
  )
}
