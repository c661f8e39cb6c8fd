/** Strings in two pieces that store and load as a copy each; string `i` is `text.slice(starts[i], starts[i + 1])`. */
export interface PackedStrings {
  readonly text: string
  readonly starts: Uint32Array
}

/** A column of strings that only grows: packed ones as they were loaded, and those added since. */
export class StringColumn {
  readonly #packed: PackedStrings
  readonly #packedLength: number
  readonly #added: string[] = []

  constructor(packed: PackedStrings = { text: '', starts: new Uint32Array(1) }) {
    this.#packed = packed
    this.#packedLength = packed.starts.length - 1
  }

  /** The string at a place; '' beyond the end. */
  at(place: number): string {
    if (place >= this.#packedLength) return this.#added[place - this.#packedLength] ?? ''
    return this.#packed.text.slice(this.#packed.starts[place], this.#packed.starts[place + 1])
  }

  push(value: string): void {
    this.#added.push(value)
  }

  pack(): PackedStrings {
    if (this.#added.length === 0) return this.#packed
    const starts = new Uint32Array(this.#packedLength + this.#added.length + 1)
    starts.set(this.#packed.starts)
    this.#added.forEach((value, index) => {
      const place = this.#packedLength + index
      starts[place + 1] = (starts[place] ?? 0) + value.length
    })
    return { text: this.#packed.text + this.#added.join(''), starts }
  }
}
