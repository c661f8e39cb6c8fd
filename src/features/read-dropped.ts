/** The files of a drop, folders followed. Hidden files are left out. @throws when the browser can't read an entry. */
export function readDropped(transfer: DataTransfer): Promise<File[]> {
  // Entries must be asked for before the first await: the drop's items are gone afterwards.
  return readEntries([...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []))
}

/** As `readDropped`, for entries that were asked for in time. */
export async function readEntries(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const files = (await Promise.all(entries.map(listFiles))).flat()
  return files.filter(({ name }) => !name.startsWith('.'))
}

async function listFiles(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]
  const reader = (entry as FileSystemDirectoryEntry).createReader() // an entry is a file or a directory
  const files: File[] = []
  for (;;) {
    // A directory is read in pieces; an empty one is its end.
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (piece.length === 0) return files
    for (const inner of piece) files.push(...(await listFiles(inner)))
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
