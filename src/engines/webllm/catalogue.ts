import type { MlcSource } from '../mlc-library'
import prebuilt from './prebuilt-models.json'

/** A model of WebLLM's own list. */
export interface CatalogueModel {
  readonly id: string
  readonly source: MlcSource
  /** What the authors measured of it with a context of 4,096 tokens. */
  readonly memoryBytes: number
  /** The largest single buffer it asks of the device; null where the list doesn't tell. */
  readonly bufferBytes: number | null
  /** Calculates with 16-bit numbers, which not every device does. The list itself doesn't always tell; the name does. */
  readonly needsF16: boolean
}

const HUB = 'https://huggingface.co/mlc-ai/'

/** Every model that the installed WebLLM has a library for. */
export function listCatalogue(): CatalogueModel[] {
  const models = prebuilt.models as [string, string, number, number][] // a test holds the file to the package
  return models.map(([id, library, memoryMb, bufferBytes]) => ({
    id,
    source: { modelUrl: `${HUB}${id}/resolve/main/`, libraryUrl: `${prebuilt.library}${library}` },
    memoryBytes: memoryMb * 1e6,
    bufferBytes: bufferBytes || null,
    needsF16: /q\df16/.test(id),
  }))
}

/** A model that suits this job, in its two builds. */
export interface CuratedModel {
  readonly name: string
  /** For devices with 16-bit numbers, and for those without; null where there is none. */
  readonly f16: string
  readonly f32: string | null
  readonly parameters: number
  readonly licence: string
  /** In a few words, for a person who has to choose. */
  readonly goodAt: string
}

/**
 * Best for this job first. A judgement from what is published of these models, not a measurement of ours: none could be run
 * where this was written.
 */
export const CURATED_MODELS: readonly CuratedModel[] = [
  {
    name: 'Qwen3 4B',
    f16: 'Qwen3-4B-q4f16_1-MLC',
    f32: 'Qwen3-4B-q4f32_1-MLC',
    parameters: 4.02e9,
    licence: 'Apache 2.0',
    goodAt: 'The best balance: reasons well for its size and keeps to the form.',
  },
  {
    name: 'Phi-4 mini',
    f16: 'Phi-4-mini-instruct-q4f16_1-MLC',
    f32: 'Phi-4-mini-instruct-q4f32_1-MLC',
    parameters: 3.84e9,
    licence: 'MIT',
    goodAt: 'Step-by-step reasoning in English; terse.',
  },
  {
    name: 'Qwen3 8B',
    f16: 'Qwen3-8B-q4f16_1-MLC',
    f32: 'Qwen3-8B-q4f32_1-MLC',
    parameters: 8.19e9,
    licence: 'Apache 2.0',
    goodAt: 'The strongest of these; wants a graphics card with 8 GB.',
  },
  {
    name: 'Llama 3.2 3B',
    f16: 'Llama-3.2-3B-Instruct-q4f16_1-MLC',
    f32: 'Llama-3.2-3B-Instruct-q4f32_1-MLC',
    parameters: 3.21e9,
    licence: 'Llama 3.2 Community Licence',
    goodAt: 'Follows instructions well; weaker at rare diseases.',
  },
  {
    name: 'Qwen3 1.7B',
    f16: 'Qwen3-1.7B-q4f16_1-MLC',
    f32: 'Qwen3-1.7B-q4f32_1-MLC',
    parameters: 1.72e9,
    licence: 'Apache 2.0',
    goodAt: 'For laptops without a graphics card of their own.',
  },
  {
    name: 'Llama 3.2 1B',
    f16: 'Llama-3.2-1B-Instruct-q4f16_1-MLC',
    f32: 'Llama-3.2-1B-Instruct-q4f32_1-MLC',
    parameters: 1.24e9,
    licence: 'Llama 3.2 Community Licence',
    goodAt: 'For weak machines and to try things out; often wrong.',
  },
  {
    name: 'SmolLM2 360M',
    f16: 'SmolLM2-360M-Instruct-q4f16_1-MLC',
    f32: 'SmolLM2-360M-Instruct-q4f32_1-MLC',
    parameters: 0.36e9,
    licence: 'Apache 2.0',
    goodAt: 'The smallest download, to see that it works. Not for judging cases.',
  },
]

/** Four bits a weight, and a 16-bit scale for every 32 of them. */
const BITS_PER_WEIGHT = 4.5

/** About what a model of four-bit weights takes on disk. */
export function estimateBytes({ parameters }: Pick<CuratedModel, 'parameters'>): number {
  return (parameters * BITS_PER_WEIGHT) / 8
}
