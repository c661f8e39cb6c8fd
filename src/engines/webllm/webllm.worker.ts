import { toWebLlmRecord } from '../mlc-library/mlc-cache'
import type { WebLlmRequest, WebLlmResponse } from './protocol'
import { createWebLlmHost } from './webllm-host'

const post = (response: WebLlmResponse) => self.postMessage(response)

/** The library tells nobody when the device is lost between two calls. */
const requestDevice = globalThis.GPUAdapter?.prototype.requestDevice
if (requestDevice)
  GPUAdapter.prototype.requestDevice = async function (this: GPUAdapter, ...options) {
    const device = await requestDevice.apply(this, options)
    void device.lost.then(({ reason, message }) => {
      // Also when the library itself lets the device go.
      if (reason !== 'destroyed') post({ kind: 'device-lost', detail: message })
    })
    return device
  }

const handle = createWebLlmHost(
  async () => {
    const { MLCEngine } = await import('@mlc-ai/web-llm')
    const engine = new MLCEngine({ logLevel: 'WARN' })
    return {
      setInitProgressCallback: (callback) => engine.setInitProgressCallback(callback),
      setAppConfig: (config) => engine.setAppConfig(config),
      reload: (modelId, options) => engine.reload(modelId, options),
      interruptGenerate: () => void engine.interruptGenerate(),
      chat: { completions: { create: (request) => engine.chat.completions.create(request) } },
    }
  },
  toWebLlmRecord,
  post,
)

self.onmessage = ({ data }: MessageEvent<WebLlmRequest>) => void handle(data)
