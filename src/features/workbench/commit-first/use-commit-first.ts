import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useServices } from '../../services'
import { settingQuery } from '../queries'

const KEY = 'commit-first'

/** The switch that asks for the reader's own list before the run's is shown. */
export function useCommitFirst(): { isOn: boolean; set(isOn: boolean): void } {
  const services = useServices()
  // What was just switched shows at once; the database follows.
  const [chosen, setChosen] = useState<boolean | null>(null)
  const stored = useQuery(settingQuery<boolean>(services, KEY)).data ?? false
  const isOn = chosen ?? stored
  return {
    isOn,
    set(value) {
      setChosen(value)
      void services.storage.settings.set(KEY, value)
    },
  }
}
