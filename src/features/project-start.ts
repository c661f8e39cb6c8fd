import { create } from 'zustand'
import type { CaseId } from '../domain/ids'
import type { LibraryQuery } from '../storage'

/** The cases that a new project is about to be made of: what the library is narrowed to, or a list. */
export type ProjectCases =
  | { readonly kind: 'query'; readonly query: LibraryQuery }
  | { readonly kind: 'list'; readonly ids: readonly CaseId[]; readonly of: string }

/** Handed from the library or an import to the page that makes projects; null where it is opened by itself. */
export const useProjectCases = create<{ cases: ProjectCases | null }>(() => ({ cases: null }))

export function chooseProjectCases(cases: ProjectCases | null): void {
  useProjectCases.setState({ cases })
}
