import type { JsonSchema } from '../../engines'
import { alternativesSchema } from './alternatives'
import { ANSWER_LIMITS } from './answer-schema'
import { differentialAnswerSchema } from './differential-turn'
import { PANEL_LIMITS, turnSchema } from './panel'
import { attackSchema, REFLECT_LIMITS, revisionSchema } from './reflect'
import { STRUCTURED_LIMITS, traceSchema } from './structured'
import { candidatesSchema, TREE_LIMITS } from './tree'

/** Steps that the schemas below can name: about what a run has. */
const STEPS = 12

/** Every schema that a model is held to, in the shapes that runs use: what an engine has to be able to obey. */
export const ALL_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  'structured-trace': traceSchema(STRUCTURED_LIMITS, false),
  'structured-trace-continued': traceSchema(STRUCTURED_LIMITS, true),
  differential: differentialAnswerSchema(ANSWER_LIMITS, STEPS, null),
  'free-differential': differentialAnswerSchema(ANSWER_LIMITS, STEPS, 'problem'),
  'tree-first-candidates': candidatesSchema(TREE_LIMITS, true, false),
  'tree-candidates': candidatesSchema(TREE_LIMITS, false),
  'reflect-attack': attackSchema(REFLECT_LIMITS, STEPS),
  'reflect-revision': revisionSchema(REFLECT_LIMITS, STEPS),
  'panel-first-turn': turnSchema(PANEL_LIMITS, true),
  'panel-turn': turnSchema(PANEL_LIMITS, false),
  'panel-later-turn': turnSchema(PANEL_LIMITS, false, true),
  alternatives: alternativesSchema(3),
}
