import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { CaseId } from '../../domain/ids'
import { live } from '../../storage'
import { AsyncView } from '../../ui/async-view'
import { useServices } from '../services'
import { CaseEditor } from './case-editor'

export function NewCasePage() {
  return <CaseEditor original={null} />
}

export function EditCasePage() {
  const caseId = useParams({ strict: false }).caseId as CaseId // the route has this parameter
  const { storage } = useServices()
  const query = useQuery(live(['case', caseId], () => storage.cases.get(caseId)))
  return (
    <AsyncView query={query} empty={<p className="p-8 text-ink-soft">This case is not in the library.</p>}>
      {(original) => <CaseEditor key={`${original.id}-${original.revision}`} original={original} />}
    </AsyncView>
  )
}
