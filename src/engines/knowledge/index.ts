export { createKnowledgeClient } from './knowledge-client'
export type { KnowledgeClient } from './knowledge-client'
export { createKnowledgeReasoner } from './knowledge-reasoner'
export type { KnowledgeSources } from './protocol'
