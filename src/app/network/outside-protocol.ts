// What the page and the worker that asks outside hosts say to each other. Both sides import this file.

export interface OutsideInit {
  readonly method: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string | null
  /** `no-cors` only asks whether anything answers: neither status nor words of the answer are told. */
  readonly mode: 'cors' | 'no-cors'
  readonly redirect: RequestRedirect
  readonly cache: RequestCache
}

/** The body comes one chunk for each `pull`, so that a slow reader isn't overrun. */
export type OutsideRequest = { readonly id: number } & (
  | { readonly kind: 'start'; readonly url: string; readonly init: OutsideInit }
  | { readonly kind: 'pull' }
  | { readonly kind: 'cancel' }
)

export type OutsideResponse = { readonly id: number } & (
  | {
      readonly kind: 'head'
      readonly status: number
      readonly statusText: string
      readonly headers: readonly (readonly [string, string])[]
    }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly message: string }
)
