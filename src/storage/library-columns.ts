import { CASE_SOURCES, type ClinicalCase } from '../domain/case'
import type { CaseId } from '../domain/ids'
import type { LibraryRow } from './library-query'
import { type PackedStrings, StringColumn } from './string-column'

/** What a case is in the columns, one bit each. */
const LIVE = 1
const GRADED = 2
const FICTIONAL = 4
const HAS_DIAGNOSIS = 8

/** The columns as they are stored: strings and typed arrays, no object per case. */
export interface PackedColumns {
  readonly count: number
  readonly ids: PackedStrings
  readonly titles: PackedStrings
  readonly diagnoses: PackedStrings
  /** Names by specialty code; code 0 is none. */
  readonly specialtyNames: readonly string[]
  readonly specialties: Uint16Array
  readonly sources: Uint8Array
  readonly flags: Uint8Array
  readonly updatedAt: Float64Array
}

/**
 * What the list shows, filters and sorts by, of every case. A *slot* is the place of a case here and its document number
 * in the search index. A changed case gets a new slot and its old one is dead, so that slots and index only ever grow;
 * only the flags of a slot change.
 */
export class LibraryColumns {
  readonly #ids: StringColumn
  readonly #titles: StringColumn
  readonly #diagnoses: StringColumn
  readonly #specialtyNames: string[]
  #specialties: Uint16Array
  #sources: Uint8Array
  #flags: Uint8Array
  #updatedAt: Float64Array
  #count: number
  #liveCount: number
  /** Made when the first change needs it: a start without changes does without. */
  #slotsById: Map<string, number> | null = null

  constructor(packed?: PackedColumns) {
    this.#ids = new StringColumn(packed?.ids)
    this.#titles = new StringColumn(packed?.titles)
    this.#diagnoses = new StringColumn(packed?.diagnoses)
    this.#specialtyNames = [...(packed?.specialtyNames ?? [''])]
    this.#specialties = packed?.specialties ?? new Uint16Array(16)
    this.#sources = packed?.sources ?? new Uint8Array(16)
    this.#flags = packed?.flags ?? new Uint8Array(16)
    this.#updatedAt = packed?.updatedAt ?? new Float64Array(16)
    this.#count = packed?.count ?? 0
    this.#liveCount = 0
    for (let slot = 0; slot < this.#count; slot++) if (this.isLive(slot)) this.#liveCount++
  }

  /** Slots, dead ones included. */
  get count(): number {
    return this.#count
  }

  /** Cases in the library. */
  get liveCount(): number {
    return this.#liveCount
  }

  get specialtyNames(): readonly string[] {
    return this.#specialtyNames
  }

  /** Puts a case into a new slot and returns it. A slot the case had before is dead from now on; its grade is kept. */
  put(subject: ClinicalCase): number {
    const before = this.#slotOf(subject.id)
    const gradedBit = before === undefined ? 0 : (this.#flags[before] ?? 0) & GRADED
    if (before !== undefined) this.#kill(before)
    const slot = this.#count++
    if (slot >= this.#flags.length) this.#grow()
    this.#ids.push(subject.id)
    this.#titles.push(subject.title)
    this.#diagnoses.push(subject.goldDiagnosis ?? '')
    this.#specialties[slot] = this.#specialtyCode(subject.specialty)
    this.#sources[slot] = CASE_SOURCES.indexOf(subject.source)
    this.#updatedAt[slot] = subject.updatedAt
    this.#flags[slot] =
      LIVE |
      gradedBit |
      (subject.isFictional ? FICTIONAL : 0) |
      (subject.goldDiagnosis === null ? 0 : HAS_DIAGNOSIS)
    this.#liveCount++
    this.#slots().set(subject.id, slot)
    return slot
  }

  remove(id: string): void {
    const slot = this.#slotOf(id)
    if (slot === undefined) return
    this.#kill(slot)
    this.#slots().delete(id)
  }

  /** Notes whether a case has a grade; a case that isn't here is left alone. */
  setGraded(id: string, isGraded: boolean): void {
    const slot = this.#slotOf(id)
    if (slot === undefined) return
    this.#flags[slot] = isGraded ? (this.#flags[slot] ?? 0) | GRADED : (this.#flags[slot] ?? 0) & ~GRADED
  }

  isLive(slot: number): boolean {
    return ((this.#flags[slot] ?? 0) & LIVE) !== 0
  }

  isGraded(slot: number): boolean {
    return ((this.#flags[slot] ?? 0) & GRADED) !== 0
  }

  /** Index into `CASE_SOURCES`. */
  sourceCode(slot: number): number {
    return this.#sources[slot] ?? 0
  }

  /** Index into `specialtyNames`; 0 where the case has none. */
  specialtyOf(slot: number): number {
    return this.#specialties[slot] ?? 0
  }

  updatedAt(slot: number): number {
    return this.#updatedAt[slot] ?? 0
  }

  id(slot: number): string {
    return this.#ids.at(slot)
  }

  title(slot: number): string {
    return this.#titles.at(slot)
  }

  diagnosis(slot: number): string | null {
    return ((this.#flags[slot] ?? 0) & HAS_DIAGNOSIS) === 0 ? null : this.#diagnoses.at(slot)
  }

  specialty(slot: number): string | null {
    const code = this.specialtyOf(slot)
    return code === 0 ? null : (this.#specialtyNames[code] ?? null)
  }

  row(slot: number): LibraryRow {
    return {
      id: this.id(slot) as CaseId, // only case ids are ever put into the column
      title: this.title(slot),
      goldDiagnosis: this.diagnosis(slot),
      specialty: this.specialty(slot),
      source: CASE_SOURCES[this.sourceCode(slot)] ?? 'imported',
      isFictional: ((this.#flags[slot] ?? 0) & FICTIONAL) !== 0,
      isGraded: this.isGraded(slot),
      updatedAt: this.updatedAt(slot),
    }
  }

  pack(): PackedColumns {
    return {
      count: this.#count,
      ids: this.#ids.pack(),
      titles: this.#titles.pack(),
      diagnoses: this.#diagnoses.pack(),
      specialtyNames: [...this.#specialtyNames],
      specialties: this.#specialties.slice(0, this.#count),
      sources: this.#sources.slice(0, this.#count),
      flags: this.#flags.slice(0, this.#count),
      updatedAt: this.#updatedAt.slice(0, this.#count),
    }
  }

  /** The live cases alone, in new slots of the same order. `slots[old]` is the new slot, -1 for a dead one. */
  withoutDead(): { columns: LibraryColumns; slots: Int32Array } {
    const slots = new Int32Array(this.#count).fill(-1)
    const [ids, titles, diagnoses] = [new StringColumn(), new StringColumn(), new StringColumn()]
    let count = 0
    for (let slot = 0; slot < this.#count; slot++) {
      if (!this.isLive(slot)) continue
      slots[slot] = count++
      ids.push(this.#ids.at(slot))
      titles.push(this.#titles.at(slot))
      diagnoses.push(this.#diagnoses.at(slot))
    }
    const isKept = (_: number, slot: number) => (slots[slot] ?? -1) >= 0
    const columns = new LibraryColumns({
      count,
      ids: ids.pack(),
      titles: titles.pack(),
      diagnoses: diagnoses.pack(),
      specialtyNames: this.#specialtyNames,
      specialties: this.#specialties.filter(isKept),
      sources: this.#sources.filter(isKept),
      flags: this.#flags.filter(isKept),
      updatedAt: this.#updatedAt.filter(isKept),
    })
    return { columns, slots }
  }

  #kill(slot: number): void {
    this.#flags[slot] = (this.#flags[slot] ?? 0) & ~LIVE
    this.#liveCount--
  }

  #slotOf(id: string): number | undefined {
    return this.#slots().get(id)
  }

  #slots(): Map<string, number> {
    if (this.#slotsById) return this.#slotsById
    const slots = new Map<string, number>()
    for (let slot = 0; slot < this.#count; slot++) if (this.isLive(slot)) slots.set(this.id(slot), slot)
    return (this.#slotsById = slots)
  }

  #specialtyCode(name: string | null): number {
    if (name === null || name === '') return 0
    const known = this.#specialtyNames.indexOf(name, 1)
    return known > 0 ? known : this.#specialtyNames.push(name) - 1
  }

  #grow(): void {
    const length = Math.max(64, this.#flags.length * 2)
    this.#specialties = copyInto(new Uint16Array(length), this.#specialties)
    this.#sources = copyInto(new Uint8Array(length), this.#sources)
    this.#flags = copyInto(new Uint8Array(length), this.#flags)
    this.#updatedAt = copyInto(new Float64Array(length), this.#updatedAt)
  }
}

function copyInto<T extends { set(source: T): void }>(target: T, source: T): T {
  target.set(source)
  return target
}

/** The words of a case that search looks at. */
export function searchedText(subject: ClinicalCase): string {
  return `${subject.title}\n${subject.goldDiagnosis ?? ''}\n${subject.presentation}`
}
