export { createReplayPacing } from './replay-pacing'
export type { ReplayPacing, ReplaySpeed } from './replay-pacing'
export { createReplayReasoner } from './replay-reasoner'
