export interface TinyGgufOptions {
  readonly name?: string
  /** What the file says it is; only `llama` can be run. */
  readonly architecture?: string
  /**
   * The text to recite at any temperature below about 1; null for random weights. Printable ASCII and line breaks. Of several, the
   * first is recited that the call's grammar allows, so they have to differ in their first word.
   */
  readonly script?: string | readonly string[] | null
  readonly seed?: number
  readonly layers?: number
  readonly dim?: number
  readonly ff?: number
  readonly heads?: number
  readonly kvHeads?: number
  readonly contextLength?: number
  readonly type?: 'f32' | 'q8_0'
}
export function makeTinyGguf(options?: TinyGgufOptions): Uint8Array<ArrayBuffer>
