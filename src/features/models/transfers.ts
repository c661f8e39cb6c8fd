import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { create } from 'zustand'
import type { TransferProgress } from '../../engines'
import { useServices } from '../services'

/** What is being copied, fetched or verified. It goes on while other pages are shown. */
export interface Transfer {
  /** The file's name or address, or the model's id. */
  readonly key: string
  readonly kind: 'gguf' | 'mlc'
  readonly label: string
  /** Whether stopping keeps what came. */
  readonly canResume: boolean
  /** Where stopping keeps it: stops, and deletes it. */
  readonly discard: () => void
  readonly progress: TransferProgress
  readonly startedAt: number
  /** Where it went on from: speed is of what came since. */
  readonly startedBytes: number | null
  readonly cancel: () => void
}

export const useTransfers = create<{ readonly transfers: readonly Transfer[] }>(() => ({ transfers: [] }))

function put(transfer: Transfer): void {
  useTransfers.setState(({ transfers }) => {
    const isKnown = transfers.some(({ key }) => key === transfer.key)
    return {
      transfers: isKnown
        ? transfers.map((other) => (other.key === transfer.key ? transfer : other))
        : [...transfers, transfer],
    }
  })
}

function drop(key: string): void {
  useTransfers.setState(({ transfers }) => ({ transfers: transfers.filter((other) => other.key !== key) }))
}

interface TransferStart extends Pick<Transfer, 'key' | 'label' | 'canResume'> {
  /** Deletes what came of it. */
  readonly remove?: () => Promise<void>
}

export type TransferWork = (on: (progress: TransferProgress) => void, signal: AbortSignal) => Promise<unknown>

/** Runs transfers of one kind, each with its progress, and the last failure. `queryKey`: of what a transfer changes. */
export function useTransfer(kind: Transfer['kind'], queryKey: QueryKey) {
  const { clock } = useServices()
  const client = useQueryClient()
  const [failure, setFailure] = useState<unknown>(null)

  /** @returns whether it came to its end. */
  async function transfer(
    { key, label, canResume, remove }: TransferStart,
    work: TransferWork,
  ): Promise<boolean> {
    if (useTransfers.getState().transfers.some((other) => other.key === key)) return false
    const controller = new AbortController()
    let isDiscarded = false
    const cancel = () => controller.abort()
    const discard = () => {
      isDiscarded = true
      cancel()
    }
    const begun = { key, kind, label, canResume, startedAt: clock(), cancel, discard }
    let startedBytes: number | null = null
    setFailure(null)
    put({ ...begun, startedBytes, progress: { doneBytes: 0, totalBytes: null } })
    try {
      await work((progress) => {
        startedBytes ??= progress.doneBytes
        put({ ...begun, startedBytes, progress })
      }, controller.signal)
      return true
    } catch (error) {
      if (!controller.signal.aborted) setFailure(error)
      return false
    } finally {
      if (isDiscarded) await remove?.()
      drop(key)
      await client.invalidateQueries({ queryKey })
    }
  }

  return { failure, transfer }
}
