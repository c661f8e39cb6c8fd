import { type ReactNode, lazy, Suspense, useState } from 'react'
import { useImport } from './import-store'
import { useTakeFiles } from './use-take-files'

const ImportDialog = lazy(() => import('./import-dialog').then((room) => ({ default: room.ImportDialog })))

const ReadingDialog = lazy(() => import('./reading-dialog').then((room) => ({ default: room.ReadingDialog })))

/** Takes files dropped anywhere on the library. */
export function DropZone({ children }: { children: ReactNode }) {
  const [isOver, setIsOver] = useState(false)
  const takeFiles = useTakeFiles()
  const isReading = useImport((state) => state.reading !== null)
  const isRead = useImport((state) => state.read !== null)
  return (
    <div
      className="relative h-full"
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={(event) => {
        if (event.currentTarget === event.target) setIsOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setIsOver(false)
        void takeFiles(event.dataTransfer)
      }}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-3 z-20 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-accent-soft/80 text-lg font-semibold">
          Drop cases, datasets or a folder here
        </div>
      )}
      {isReading && (
        <Suspense>
          <ReadingDialog />
        </Suspense>
      )}
      {isRead && (
        <Suspense>
          <ImportDialog />
        </Suspense>
      )}
    </div>
  )
}
