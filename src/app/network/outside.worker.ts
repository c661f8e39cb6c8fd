import { createOutsideDesk } from './outside-desk'
import type { OutsideRequest } from './outside-protocol'

declare const self: DedicatedWorkerGlobalScope

const take = createOutsideDesk(fetch.bind(self), (response, transfer) => self.postMessage(response, transfer))
self.onmessage = ({ data }: MessageEvent<OutsideRequest>) => take(data)
