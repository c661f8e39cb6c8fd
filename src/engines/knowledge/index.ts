export { createKnowledgeClient } from './knowledge-client'
export type { KnowledgeClient } from './knowledge-client'
export { createKnowledgeReasoner } from './knowledge-reasoner'
export type { KnowledgeSources } from './protocol'
export type {
  AskedQuestion,
  ExplainedEntry,
  ExplainedFocus,
  ExplainedMove,
  ExplainedRanking,
  RankingRequest,
} from './explain-ranking'
