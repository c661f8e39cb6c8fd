/** Lower and upper limit, both still normal. */
export type Range = readonly [low: number, high: number]

/** One thing that is measured and written as a number. `unit` is the one that thresholds and ranges are in. */
export interface Analyte {
  readonly id: string
  /** As written in notes, lower case. */
  readonly names: readonly string[]
  readonly unit: string
  /** Factor to `unit` for every unit met, spelt as `canonicalUnit` gives it. `''`: numbers without a unit. */
  readonly units: Readonly<Record<string, number>>
  /** Of adults; the bands tell where sex or age matters. */
  readonly range: Range
  readonly female?: Range
  readonly male?: Range
  /** Ranges of children below an age, youngest first. */
  readonly children?: readonly { readonly belowYears: number; readonly range: Range }[]
  /** What a living patient can have: tells which unit a bare number is in, and drops misread numbers. */
  readonly plausible: Range
}

const MMOL = { 'mmol/l': 1, 'meq/l': 1 }
const CELLS = { '10^9/l': 1, '10^3/ul': 1, '10^6/l': 0.001, '/ul': 0.001, 'g/l': 1 }
const ENZYME = { 'u/l': 1, 'iu/l': 1, 'units/l': 1, 'ukat/l': 60 }
const TIME = { s: 1 }
const MASS = { 'g/l': 1, 'g/dl': 10, 'mg/dl': 0.01, 'mg/l': 0.001 }

/**
 * Laboratory analytes and vital signs. Reference ranges are the usual ones of adult laboratories in SI units; a range that the
 * note itself gives goes before them.
 */
export const ANALYTES: readonly Analyte[] = [
  // Vital signs
  { id: 'temperature', names: ['temperature', 'temp', 'body temperature', 'core temperature', 'tympanic temperature', 'rectal temperature', 'axillary temperature', 'oral temperature', 'fever of', 'fever to', 'fever up to', 'fevers of', 'fevers to', 'fevers up to', 'febrile at', 'febrile to', 'pyrexia of', 'pyrexial at', 'temperatures up to', 'tmax', 't'], unit: '°C', units: { '°c': 1, '°f': 5 / 9 }, range: [36, 37.9], plausible: [24, 43.5] },
  { id: 'heart-rate', names: ['heart rate', 'hr', 'pulse', 'pulse rate', 'ventricular rate', 'tachycardia of', 'tachycardic at', 'bradycardia of', 'bradycardic at', 'heartbeat'], unit: '/min', units: { '/min': 1, bpm: 1 }, range: [60, 100], children: [{ belowYears: 1, range: [100, 160] }, { belowYears: 3, range: [90, 150] }, { belowYears: 6, range: [80, 140] }, { belowYears: 12, range: [70, 120] }], plausible: [15, 320] },
  { id: 'systolic-bp', names: ['systolic blood pressure', 'systolic bp', 'systolic pressure', 'systolic', 'sbp'], unit: 'mmHg', units: { mmhg: 1 }, range: [100, 140], children: [{ belowYears: 1, range: [70, 100] }, { belowYears: 6, range: [80, 110] }, { belowYears: 12, range: [85, 120] }], plausible: [30, 320] },
  { id: 'diastolic-bp', names: ['diastolic blood pressure', 'diastolic bp', 'diastolic pressure', 'diastolic', 'dbp'], unit: 'mmHg', units: { mmhg: 1 }, range: [60, 90], children: [{ belowYears: 12, range: [45, 80] }], plausible: [10, 200] },
  { id: 'respiratory-rate', names: ['respiratory rate', 'resp rate', 'rr', 'respirations', 'breathing rate', 'resps', 'tachypnoea of', 'tachypnoeic at'], unit: '/min', units: { '/min': 1, bpm: 1 }, range: [12, 20], children: [{ belowYears: 1, range: [30, 50] }, { belowYears: 3, range: [24, 40] }, { belowYears: 6, range: [22, 34] }, { belowYears: 12, range: [18, 30] }], plausible: [4, 100] },
  { id: 'oxygen-saturation', names: ['oxygen saturation', 'oxygen saturations', 'o2 saturation', 'o2 sat', 'spo2', 'sao2', 'sats', 'sat', 'saturation', 'saturations', 'saturating', 'oximetry', 'pulse oximetry'], unit: '%', units: { '%': 1 }, range: [95, 100], plausible: [30, 100] },
  { id: 'gcs', names: ['glasgow coma scale', 'glasgow coma score', 'glasgow coma scale score', 'gcs'], unit: '', units: { '': 1 }, range: [15, 15], plausible: [3, 15] },
  // Electrolytes, kidney, glucose
  { id: 'sodium', names: ['sodium', 'na', 'na+'], unit: 'mmol/L', units: MMOL, range: [135, 145], plausible: [90, 200] },
  { id: 'potassium', names: ['potassium', 'k', 'k+'], unit: 'mmol/L', units: MMOL, range: [3.5, 5.2], plausible: [1, 12] },
  { id: 'chloride', names: ['chloride', 'cl'], unit: 'mmol/L', units: MMOL, range: [95, 107], plausible: [50, 150] },
  { id: 'bicarbonate', names: ['bicarbonate', 'hco3', 'hco3-', 'bicarb', 'total co2'], unit: 'mmol/L', units: MMOL, range: [22, 29], plausible: [1, 60] },
  { id: 'urea', names: ['urea', 'blood urea nitrogen', 'bun'], unit: 'mmol/L', units: { 'mmol/l': 1, 'mg/dl': 0.357 }, range: [2.5, 7.8], plausible: [0.3, 100] },
  { id: 'creatinine', names: ['creatinine', 'creat', 'cr'], unit: 'µmol/L', units: { 'umol/l': 1, 'mg/dl': 88.4, 'mmol/l': 1000 }, range: [45, 110], female: [45, 90], male: [60, 110], children: [{ belowYears: 5, range: [15, 40] }, { belowYears: 12, range: [25, 62] }], plausible: [8, 3000] },
  { id: 'glucose', names: ['glucose', 'blood glucose', 'blood sugar', 'capillary glucose', 'plasma glucose', 'fasting glucose', 'random glucose', 'finger prick glucose', 'sugar', 'bm'], unit: 'mmol/L', units: { 'mmol/l': 1, 'mg/dl': 0.0555 }, range: [3.9, 7.8], plausible: [0.3, 80] },
  { id: 'calcium', names: ['calcium', 'corrected calcium', 'adjusted calcium', 'ca', 'ca2+'], unit: 'mmol/L', units: { 'mmol/l': 1, 'mg/dl': 0.2495 }, range: [2.2, 2.6], plausible: [1.05, 6] },
  { id: 'magnesium', names: ['magnesium', 'mg2+'], unit: 'mmol/L', units: { 'mmol/l': 1, 'mg/dl': 0.411 }, range: [0.7, 1.05], plausible: [0.1, 5] },
  { id: 'phosphate', names: ['phosphate', 'phosphorus', 'po4'], unit: 'mmol/L', units: { 'mmol/l': 1, 'mg/dl': 0.323 }, range: [0.8, 1.5], children: [{ belowYears: 12, range: [1.2, 1.9] }], plausible: [0.1, 6] },
  { id: 'uric-acid', names: ['uric acid', 'urate'], unit: 'µmol/L', units: { 'umol/l': 1, 'mg/dl': 59.48, 'mmol/l': 1000 }, range: [150, 430], female: [140, 360], male: [200, 430], plausible: [10, 2000] },
  { id: 'lactate', names: ['lactate', 'lactic acid'], unit: 'mmol/L', units: { 'mmol/l': 1, 'meq/l': 1, 'mg/dl': 0.111 }, range: [0.5, 2], plausible: [0.1, 35] },
  { id: 'ketones', names: ['ketones', 'blood ketones', 'capillary ketones', 'beta-hydroxybutyrate', 'ketone'], unit: 'mmol/L', units: { 'mmol/l': 1, 'mg/dl': 0.096 }, range: [0, 0.6], plausible: [0, 20] },
  { id: 'ph', names: ['ph', 'arterial ph', 'venous ph'], unit: '', units: { '': 1 }, range: [7.35, 7.45], plausible: [6.5, 7.9] },
  { id: 'pco2', names: ['pco2', 'paco2', 'carbon dioxide', 'pvco2'], unit: 'kPa', units: { kpa: 1, mmhg: 0.1333 }, range: [4.7, 6], plausible: [1, 20] },
  { id: 'hba1c', names: ['hba1c', 'glycated haemoglobin', 'a1c'], unit: 'mmol/mol', units: { 'mmol/mol': 1 }, range: [20, 42], plausible: [12, 200] },
  // Liver, pancreas, proteins
  { id: 'albumin', names: ['albumin'], unit: 'g/L', units: { 'g/l': 1, 'g/dl': 10 }, range: [35, 50], plausible: [5, 70] },
  { id: 'total-protein', names: ['total protein'], unit: 'g/L', units: { 'g/l': 1, 'g/dl': 10 }, range: [60, 80], plausible: [20, 160] },
  { id: 'bilirubin', names: ['bilirubin', 'total bilirubin'], unit: 'µmol/L', units: { 'umol/l': 1, 'mg/dl': 17.1 }, range: [0, 21], plausible: [0, 1200] },
  { id: 'alt', names: ['alt', 'alanine aminotransferase', 'alanine transaminase', 'sgpt', 'gpt'], unit: 'U/L', units: ENZYME, range: [0, 45], plausible: [1, 40_000] },
  { id: 'ast', names: ['ast', 'aspartate aminotransferase', 'aspartate transaminase', 'sgot'], unit: 'U/L', units: ENZYME, range: [0, 45], plausible: [1, 40_000] },
  { id: 'alp', names: ['alp', 'alkaline phosphatase', 'alk phos'], unit: 'U/L', units: ENZYME, range: [30, 130], children: [{ belowYears: 17, range: [60, 400] }], plausible: [1, 10_000] },
  { id: 'ggt', names: ['ggt', 'gamma-gt', 'gamma gt', 'gamma-glutamyl transferase', 'gamma-glutamyltransferase', 'γ-gt'], unit: 'U/L', units: ENZYME, range: [0, 60], plausible: [1, 10_000] },
  { id: 'amylase', names: ['amylase'], unit: 'U/L', units: ENZYME, range: [25, 110], plausible: [1, 30_000] },
  { id: 'lipase', names: ['lipase'], unit: 'U/L', units: ENZYME, range: [0, 80], plausible: [1, 50_000] },
  { id: 'caeruloplasmin', names: ['caeruloplasmin', 'ceruloplasmin'], unit: 'g/L', units: MASS, range: [0.2, 0.6], plausible: [0.005, 2] },
  { id: 'igg', names: ['igg', 'immunoglobulin g'], unit: 'g/L', units: MASS, range: [6, 16], plausible: [0.1, 120] },
  // Inflammation and blood
  { id: 'c-reactive-protein', names: ['c-reactive protein', 'crp'], unit: 'mg/L', units: { 'mg/l': 1, 'mg/dl': 10 }, range: [0, 9.9], plausible: [0, 900] },
  { id: 'procalcitonin', names: ['procalcitonin', 'pct'], unit: 'µg/L', units: { 'ug/l': 1, 'ng/ml': 1 }, range: [0, 0.25], plausible: [0, 1000] },
  { id: 'esr', names: ['esr', 'erythrocyte sedimentation rate', 'sedimentation rate', 'sed rate'], unit: 'mm/h', units: { 'mm/h': 1 }, range: [0, 20], plausible: [0, 200] },
  { id: 'white-cell-count', names: ['white cell count', 'white blood cell count', 'white blood cells', 'white blood count', 'white count', 'white cells', 'white blood cell', 'wcc', 'wbc', 'wbc count', 'leukocyte count', 'leukocytes', 'total leukocyte count', 'tlc'], unit: '10⁹/L', units: CELLS, range: [4, 11], children: [{ belowYears: 2, range: [6, 17.5] }, { belowYears: 8, range: [5, 15] }], plausible: [0.01, 900] },
  { id: 'neutrophils', names: ['neutrophils', 'neutrophil count', 'absolute neutrophil count', 'anc', 'neuts'], unit: '10⁹/L', units: CELLS, range: [2, 7.5], children: [{ belowYears: 8, range: [1.5, 8.5] }], plausible: [0, 300] },
  { id: 'lymphocytes', names: ['lymphocytes', 'lymphocyte count', 'absolute lymphocyte count'], unit: '10⁹/L', units: CELLS, range: [1, 4], children: [{ belowYears: 2, range: [3, 13] }, { belowYears: 8, range: [1.5, 9] }], plausible: [0, 900] },
  { id: 'eosinophils', names: ['eosinophils', 'eosinophil count', 'absolute eosinophil count', 'eosinophilia of'], unit: '10⁹/L', units: CELLS, range: [0, 0.5], plausible: [0, 200] },
  { id: 'haemoglobin', names: ['haemoglobin', 'haemoglobin level', 'haemoglobin concentration', 'hb', 'hgb'], unit: 'g/L', units: { 'g/l': 1, 'g/dl': 10, 'mmol/l': 16.1 }, range: [115, 170], female: [115, 160], male: [130, 175], children: [{ belowYears: 2, range: [100, 140] }, { belowYears: 12, range: [110, 150] }], plausible: [15, 260] },
  { id: 'mcv', names: ['mcv', 'mean corpuscular volume', 'mean cell volume'], unit: 'fL', units: { fl: 1 }, range: [80, 100], children: [{ belowYears: 6, range: [72, 88] }], plausible: [40, 160] },
  { id: 'platelets', names: ['platelets', 'platelet count', 'plt', 'thrombocytes'], unit: '10⁹/L', units: CELLS, range: [150, 400], plausible: [0.5, 4000] },
  { id: 'reticulocytes', names: ['reticulocytes', 'reticulocyte count', 'retics'], unit: '10⁹/L', units: CELLS, range: [25, 110], plausible: [0.5, 1000] },
  { id: 'inr', names: ['inr', 'international normalised ratio'], unit: '', units: { '': 1 }, range: [0.8, 1.2], plausible: [0.5, 20] },
  { id: 'aptt', names: ['aptt', 'activated partial thromboplastin time', 'partial thromboplastin time', 'ptt'], unit: 's', units: TIME, range: [25, 37], plausible: [10, 250] },
  { id: 'fibrinogen', names: ['fibrinogen'], unit: 'g/L', units: { 'g/l': 1, 'mg/dl': 0.01 }, range: [1.8, 4.2], plausible: [0.05, 15] },
  { id: 'd-dimer', names: ['d-dimer', 'd dimer', 'd-dimers'], unit: 'µg/L', units: { 'ug/l': 1, 'ng/ml': 1, 'mg/l': 1000, 'ug/ml': 1000 }, range: [0, 500], plausible: [5, 200_000] },
  { id: 'ferritin', names: ['ferritin'], unit: 'µg/L', units: { 'ug/l': 1, 'ng/ml': 1, 'pmol/l': 0.445 }, range: [20, 300], female: [15, 200], male: [25, 350], plausible: [0.5, 200_000] },
  { id: 'transferrin-saturation', names: ['transferrin saturation', 'tsat', 'iron saturation'], unit: '%', units: { '%': 1 }, range: [16, 50], plausible: [0, 100] },
  { id: 'haptoglobin', names: ['haptoglobin', 'haptoglobins'], unit: 'g/L', units: MASS, range: [0.3, 2], plausible: [0, 8] },
  { id: 'ldh', names: ['ldh', 'lactate dehydrogenase'], unit: 'U/L', units: ENZYME, range: [120, 250], plausible: [20, 40_000] },
  { id: 'b12', names: ['vitamin b12', 'b12', 'cobalamin'], unit: 'pmol/L', units: { 'pmol/l': 1, 'ng/l': 0.738, 'pg/ml': 0.738 }, range: [150, 650], plausible: [10, 4000] },
  // Heart, muscle, hormones
  { id: 'troponin', names: ['troponin', 'troponin t', 'troponin i', 'high-sensitivity troponin', 'high-sensitivity troponin t', 'high-sensitivity troponin i', 'hs-troponin', 'cardiac troponin', 'hs-ctnt', 'hs-ctni'], unit: 'ng/L', units: { 'ng/l': 1, 'pg/ml': 1, 'ng/ml': 1000, 'ug/l': 1000 }, range: [0, 20], plausible: [0, 1_000_000] },
  { id: 'bnp', names: ['bnp', 'brain natriuretic peptide', 'b-type natriuretic peptide'], unit: 'ng/L', units: { 'ng/l': 1, 'pg/ml': 1, 'pmol/l': 3.46 }, range: [0, 100], plausible: [0, 50_000] },
  { id: 'nt-probnp', names: ['nt-probnp', 'n-terminal pro-bnp', 'nt-pro-bnp', 'ntprobnp'], unit: 'ng/L', units: { 'ng/l': 1, 'pg/ml': 1, 'pmol/l': 8.457 }, range: [0, 300], plausible: [0, 200_000] },
  { id: 'ck', names: ['ck', 'creatine kinase', 'cpk', 'creatine phosphokinase'], unit: 'U/L', units: ENZYME, range: [25, 200], plausible: [1, 2_000_000] },
  { id: 'tsh', names: ['tsh', 'thyroid-stimulating hormone', 'thyrotropin'], unit: 'mU/L', units: { 'mu/l': 1, 'miu/l': 1, 'uu/ml': 1, 'uiu/ml': 1 }, range: [0.4, 4.5], plausible: [0, 600] },
  { id: 'free-t4', names: ['free t4', 'ft4', 'free thyroxine', 'fT4'], unit: 'pmol/L', units: { 'pmol/l': 1, 'ng/dl': 12.87 }, range: [10, 22], plausible: [0.3, 200] },
  { id: 'cortisol', names: ['cortisol', 'morning cortisol', '9 am cortisol', 'serum cortisol'], unit: 'nmol/L', units: { 'nmol/l': 1, 'ug/dl': 27.59 }, range: [150, 600], plausible: [1, 6000] },
  { id: 'acth', names: ['acth', 'adrenocorticotropic hormone', 'corticotropin'], unit: 'pmol/L', units: { 'pmol/l': 1, 'pg/ml': 0.2202, 'ng/l': 0.2202 }, range: [2, 11], plausible: [0, 1000] },
  { id: 'hcg', names: ['hcg', 'beta-hcg', 'β-hcg', 'bhcg', 'β hcg', 'human chorionic gonadotrophin'], unit: 'IU/L', units: { 'iu/l': 1, 'u/l': 1, 'miu/ml': 1, 'units/l': 1 }, range: [0, 5], plausible: [0, 3_000_000] },
  // Cerebrospinal fluid and urine; the bare names belong here where the sentence is about that fluid
  { id: 'csf-white-cells', names: ['csf white cells', 'csf white cell count', 'csf wcc', 'csf wbc', 'csf leukocytes', 'csf cell count', 'pleocytosis of'], unit: '/µL', units: { '/ul': 1, '10^6/l': 1 }, range: [0, 5], plausible: [0, 100_000] },
  { id: 'csf-protein', names: ['csf protein'], unit: 'g/L', units: MASS, range: [0.15, 0.45], plausible: [0.02, 30] },
  { id: 'csf-glucose', names: ['csf glucose'], unit: 'mmol/L', units: { 'mmol/l': 1, 'mg/dl': 0.0555 }, range: [2.5, 4.5], plausible: [0, 30] },
  { id: 'csf-opening-pressure', names: ['opening pressure', 'csf opening pressure', 'csf pressure'], unit: 'cmH₂O', units: { cmh2o: 1, mmh2o: 0.1, mmhg: 1.36 }, range: [6, 25], plausible: [0, 120] },
  { id: 'urine-protein-creatinine-ratio', names: ['urine protein-creatinine ratio', 'urine protein to creatinine ratio', 'urinary protein-creatinine ratio', 'urine protein/creatinine ratio', 'protein-creatinine ratio', 'protein to creatinine ratio', 'protein/creatinine ratio', 'protein:creatinine ratio', 'upcr', 'pcr ratio'], unit: 'mg/mmol', units: { 'mg/mmol': 1, 'g/g': 113, 'mg/mg': 113, 'mg/g': 0.113, 'g/mmol': 1000 }, range: [0, 15], plausible: [0, 5000] },
] // prettier-ignore

/** Ids a pack's measure rules may name. */
export const ANALYTE_IDS: readonly string[] = ANALYTES.map(({ id }) => id)

const BY_ID = new Map(ANALYTES.map((analyte) => [analyte.id, analyte]))

export function findAnalyte(id: string): Analyte | null {
  return BY_ID.get(id) ?? null
}

/** The reference range for a patient; an unknown sex or age gives the adults' common range. */
export function referenceRange(analyte: Analyte, years: number | null, sex: 'female' | 'male' | null): Range {
  const band = years === null ? undefined : analyte.children?.find(({ belowYears }) => years < belowYears)
  return band?.range ?? (sex === null ? undefined : analyte[sex]) ?? analyte.range
}
