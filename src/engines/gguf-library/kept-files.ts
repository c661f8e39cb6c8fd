/** What is known of a model that is kept in the browser, or of the part of it that has come so far. */
export interface KeptModel {
  readonly id: string
  readonly name: string
  /** The address it was fetched from; null for a file from disk. */
  readonly url: string | null
  /** Of the whole; null while the server hasn't said. */
  readonly bytes: number | null
  readonly storedBytes: number
  readonly state: 'complete' | 'partial'
  /** The server's word for this version of the file, so that a later part is of the same one. */
  readonly etag: string | null
  /** Taken when it was verified; 64 hexadecimal digits. */
  readonly sha256: string | null
  /** What its bytes should hash to, where the person or the server said so; absent in records of older versions. */
  readonly expectedSha256?: string | null
  readonly addedAt: number
  readonly partCount: number
}

/** The folder in the browser's private file system: one record and any number of parts for each model. */
export interface KeptFiles {
  list(): Promise<KeptModel[]>
  put(model: KeptModel): Promise<void>
  /** @throws DOMException QuotaExceededError when the disk is full; the part is then not there. */
  writePart(id: string, index: number, part: Blob): Promise<void>
  /** The parts as one file; nothing is copied. */
  open(model: KeptModel): Promise<File>
  remove(id: string): Promise<void>
}

export function createKeptFiles(folder: string): KeptFiles {
  const open = async () =>
    (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true })
  const partName = (id: string, index: number) => `${id}.${String(index).padStart(5, '0')}.part`

  async function write(name: string, content: Blob | string): Promise<void> {
    const handle = await (await open()).getFileHandle(name, { create: true })
    const writable = await handle.createWritable()
    try {
      await writable.write(content)
      await writable.close()
    } catch (error) {
      await writable.abort().catch(() => {}) // it is broken already; the first error tells why
      throw error
    }
  }

  return {
    async list() {
      const models: KeptModel[] = []
      for await (const [name, handle] of (await open()).entries()) {
        if (handle.kind !== 'file' || !name.endsWith('.json')) continue
        models.push(JSON.parse(await (await handle.getFile()).text()) as KeptModel) // written by `put` only
      }
      return models.sort((a, b) => a.addedAt - b.addedAt)
    },
    put: (model) => write(`${model.id}.json`, JSON.stringify(model)),
    writePart: (id, index, part) => write(partName(id, index), part),
    async open({ id, name, partCount }) {
      const directory = await open()
      const parts = await Promise.all(
        Array.from({ length: partCount }, async (_, index) =>
          (await directory.getFileHandle(partName(id, index))).getFile(),
        ),
      )
      return new File(parts, name)
    },
    async remove(id) {
      const directory = await open()
      const names: string[] = []
      for await (const name of directory.keys()) if (name.startsWith(`${id}.`)) names.push(name)
      // The record first: parts without one are no model.
      for (const name of names.sort((a) => (a.endsWith('.json') ? -1 : 1))) await directory.removeEntry(name)
    },
  }
}
