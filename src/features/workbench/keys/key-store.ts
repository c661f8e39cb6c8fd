import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { create } from 'zustand'
import { type Services, useServices } from '../../services'
import { settingQuery } from '../queries'
import { DEFAULT_KEY_CHOICE, type KeyChoice, type KeyMap, resolveKeys } from './key-map'

const KEY = 'keys'

interface KeyState {
  readonly choice: KeyChoice
  readonly keys: KeyMap
}

export const useKeyStore = create<KeyState>(() => ({
  choice: DEFAULT_KEY_CHOICE,
  keys: resolveKeys(DEFAULT_KEY_CHOICE),
}))

/** The key that does a thing, for the control that does it too. */
export function useKeyOf(id: string): string {
  return useKeyStore((state) => describeKey(state.keys[id] ?? ''))
}

/** Keeps the keys as they are set, in this tab and others. */
export function useStoredKeys(): void {
  const stored = useQuery(settingQuery<KeyChoice>(useServices(), KEY)).data
  useEffect(() => {
    if (stored) useKeyStore.setState({ choice: stored, keys: resolveKeys(stored) })
  }, [stored])
}

/** Changes the keys at once; the database follows. */
export async function setKeyChoice({ storage }: Services, choice: KeyChoice): Promise<void> {
  useKeyStore.setState({ choice, keys: resolveKeys(choice) })
  await storage.settings.set(KEY, choice)
}

/** A key as it is printed. */
export function describeKey(key: string): string {
  if (key === ' ') return 'Space'
  return key
}
