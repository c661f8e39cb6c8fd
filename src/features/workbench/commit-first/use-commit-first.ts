import { useQuery } from '@tanstack/react-query'
import { useServices } from '../../services'
import { settingQuery } from '../queries'

const KEY = 'commit-first'

/** The switch that asks for the reader's own list before the run's is shown. */
export function useCommitFirst(): { isOn: boolean; set(isOn: boolean): void } {
  const services = useServices()
  const isOn = useQuery(settingQuery<boolean>(services, KEY)).data ?? false
  return { isOn, set: (value) => void services.storage.settings.set(KEY, value) }
}
