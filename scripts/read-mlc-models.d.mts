export interface PrebuiltModels {
  readonly library: string
  readonly models: readonly (readonly [id: string, library: string, memoryMb: number, bufferBytes: number])[]
}
export function listPrebuiltModels(): Promise<PrebuiltModels>
