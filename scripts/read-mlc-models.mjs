const HUB = 'https://huggingface.co/mlc-ai/'

/**
 * The chat models of the installed WebLLM: `{ library: prefix, models: [[id, file, memory in MB, bytes of the largest buffer or 0]] }`. Left
 * out are embeddings, models that look at pictures, those in the newer package format, which Rounds can't keep yet, and those that
 * differ in nothing but a small context, which Rounds sets itself.
 */
export async function listPrebuiltModels() {
  const { modelLibURLPrefix, modelVersion, prebuiltAppConfig } = await import('@mlc-ai/web-llm')
  const library = `${modelLibURLPrefix}${modelVersion}/`
  const models = prebuiltAppConfig.model_list
    .filter(
      ({ model_id, model_type, model_manifest }) =>
        !model_type && !model_manifest && !model_id.endsWith('-1k'),
    )
    .map((record) => {
      if (record.model !== HUB + record.model_id)
        throw new Error(`${record.model_id} lies at ${record.model}`)
      if (!record.model_lib.startsWith(library)) throw new Error(`${record.model_lib} is of another version`)
      return [
        record.model_id,
        record.model_lib.slice(library.length),
        Math.round(record.vram_required_MB ?? 0),
        record.buffer_size_required_bytes ?? 0,
      ]
    })
  return { library, models }
}
