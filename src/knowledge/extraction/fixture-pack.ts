import type { FindingConcept, FindingKind, KnowledgePack, MeasureRule } from '../pack/pack'

interface Extra {
  readonly synonyms?: readonly string[]
  readonly absentSynonyms?: readonly string[]
  readonly measure?: MeasureRule
}

function concept(id: string, label: string, kind: FindingKind, extra: Extra = {}): FindingConcept {
  return { id, label, kind, synonyms: [], background: 0.05, ...extra }
}

/** A small pack for the tests of reading and ranking; plain medicine, but no illness script is whole. */
export const FIXTURE_PACK: KnowledgePack = {
  version: 'fixture',
  findings: [
    concept('fever', 'Fever', 'symptom', {
      synonyms: ['febrile'],
      absentSynonyms: ['afebrile'],
      measure: { analyte: 'temperature', is: 'high', threshold: 38 },
    }),
    concept('cough', 'Cough', 'symptom'),
    concept('dyspnoea', 'Breathlessness', 'symptom', { synonyms: ['dyspnoea', 'shortness of breath'] }),
    concept('chest-pain', 'Chest pain', 'symptom'),
    concept('rash', 'Rash', 'sign'),
    concept('vomiting', 'Vomiting', 'symptom'),
    concept('diarrhoea', 'Diarrhoea', 'symptom'),
    concept('murmur', 'Heart murmur', 'sign', { synonyms: ['murmur'] }),
    concept('jvp', 'Raised jugular venous pressure', 'sign', {
      synonyms: ['raised jvp'],
      absentSynonyms: ['jvp not raised'],
    }),
    concept('neck-stiffness', 'Neck stiffness', 'sign', {
      synonyms: ['stiff neck'],
      absentSynonyms: ['neck supple'],
    }),
    concept('asthma', 'Asthma', 'history'),
    concept('smoking', 'Smoking', 'exposure', {
      synonyms: ['smoker'],
      absentSynonyms: ['non-smoker', 'never smoked'],
    }),
    concept('family-history-coeliac', 'Family history of coeliac disease', 'history', {
      synonyms: ['sister has coeliac'],
    }),
    concept('pulmonary-embolism-finding', 'Filling defect', 'imaging'),
    concept('tumour', 'Localised tumour', 'imaging'),
    concept('hypotension', 'Hypotension', 'sign', {
      measure: { analyte: 'systolic-bp', is: 'low', threshold: 95 },
    }),
    concept('tachycardia', 'Tachycardia', 'sign', { measure: { analyte: 'heart-rate', is: 'high' } }),
    concept('hyponatraemia', 'Hyponatraemia', 'lab', { measure: { analyte: 'sodium', is: 'low' } }),
    concept('hypernatraemia', 'Hypernatraemia', 'lab', { measure: { analyte: 'sodium', is: 'high' } }),
    concept('anaemia', 'Anaemia', 'lab', { measure: { analyte: 'haemoglobin', is: 'low' } }),
    concept('leucocytosis', 'Raised white cell count', 'lab', {
      measure: { analyte: 'white-cell-count', is: 'high' },
    }),
    concept('thrombocytopenia', 'Low platelets', 'lab', { measure: { analyte: 'platelets', is: 'low' } }),
  ],
  diseases: [],
  groups: [],
}
