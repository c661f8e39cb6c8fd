/** The app's own files, kept so that it runs without a network. */
export interface AppFiles {
  /** Fetches this version's files. All or nothing: a failed one leaves the former version as it was. */
  install(): Promise<void>
  /** The kept answer to a request, or undefined. A navigation gets this version's page, whatever its path. */
  find(request: Request): Promise<Response | undefined>
  isEngineFile(address: string): boolean
  keepEngineFile(request: Request, response: Response): Promise<void>
  /** Whether a page with this main script runs from this version's files. */
  includes(address: string): boolean
  /** Drops former versions' files. Only safe once no open page runs from them. */
  dropFormer(): Promise<void>
}

export interface AppFilesOptions {
  readonly caches: CacheStorage
  readonly fetch: typeof fetch
  /** The service worker's scope, with a slash at its end. */
  readonly scope: string
  /** Paths below the scope, kept from the start. */
  readonly files: readonly string[]
  /** Paths below the scope, kept from their first use: too large for everyone to carry. */
  readonly engineFiles: readonly string[]
  readonly version: string
}

/** Vite puts a hash of the contents into the names below `assets/`: the same name is the same file. */
const HASHED = /\/assets\/[^/]+-[\w-]{8,}\.\w+$/

/** @throws TypeError from `install` when a file can't be fetched. */
export function createAppFiles(options: AppFilesOptions): AppFiles {
  const { caches, fetch, scope, files, engineFiles, version } = options
  const prefix = `rounds-shell ${scope} `
  const current = prefix + version
  const engines = `rounds-engines ${scope}`
  const toAddresses = (paths: readonly string[]) => new Set(paths.map((path) => new URL(path, scope).href))
  const addresses = toAddresses(files)
  const engineAddresses = toAddresses(engineFiles)
  const page = new URL('index.html', scope).href

  const findFormer = async () =>
    (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== current)

  const obtain = async (address: string): Promise<Response> => {
    const isHashed = HASHED.test(new URL(address).pathname)
    const kept = isHashed ? await findIn(caches, await findFormer(), address) : undefined
    if (kept) return kept
    const response = await fetch(address, { cache: isHashed ? 'default' : 'reload' })
    if (!response.ok) throw new TypeError(`${address} answered ${response.status}`)
    return response
  }

  return {
    async install() {
      const responses = await Promise.all(
        [...addresses].map(async (address) => [address, await obtain(address)] as const),
      )
      const cache = await caches.open(current)
      await Promise.all(responses.map(([address, response]) => cache.put(address, response)))
    },
    async find(request) {
      if (request.method !== 'GET' || !request.url.startsWith(scope)) return undefined
      if (request.mode === 'navigate') return findIn(caches, [current], page)
      if (addresses.has(request.url)) return findIn(caches, [current], request.url)
      return findIn(caches, [engines, ...(await findFormer())], request.url)
    },
    isEngineFile: (address) => engineAddresses.has(address),
    async keepEngineFile(request, response) {
      await (await caches.open(engines)).put(request, response)
    },
    includes: (address) => addresses.has(address),
    async dropFormer() {
      for (const name of await findFormer()) await caches.delete(name)
      const cache = await caches.open(engines)
      for (const request of await cache.keys())
        if (!engineAddresses.has(request.url)) await cache.delete(request)
    },
  }
}

async function findIn(
  caches: CacheStorage,
  names: readonly string[],
  address: string,
): Promise<Response | undefined> {
  for (const cacheName of names) {
    const found = await caches.match(address, { cacheName, ignoreVary: true })
    if (found) return found
  }
  return undefined
}
