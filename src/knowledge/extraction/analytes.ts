/** A unit as written, and how to get from it to the analyte's SI unit: `value * factor + offset`. */
export interface AnalyteUnit {
  /** Source of a case-insensitive pattern. */
  readonly pattern: string
  readonly factor: number
  readonly offset?: number
}

export interface Analyte {
  readonly id: string
  /** Words that name it in notes, lower case; a blank stands for blank or hyphen. */
  readonly names: readonly string[]
  readonly unit: string
  readonly units: readonly AnalyteUnit[]
  /** Adult reference range in `unit`; a common textbook range, laboratories differ. */
  readonly range: readonly [number | null, number | null]
}

const unit = (pattern: string, factor = 1, offset = 0): AnalyteUnit => ({ pattern, factor, offset })
const GRAMS = [unit('g/l'), unit('g/dl', 10)]
const CELLS = [
  unit('(?:[x×*]\\s*)?10\\s*(?:\\^|\\*\\*)?\\s*[9⁹]\\s*/\\s*l'),
  unit('(?:/|per )\\s*(?:µl|μl|ul|mm3|mm³|microlit(?:er|re)|cmm)', 0.001),
  unit('[x×]\\s*10\\s*\\^?\\s*[3³]\\s*/\\s*(?:µl|μl|ul)'),
]
const MILLIMOL = [unit('m(?:mol|eq)/l')]
const UNITS_L = [unit('(?:i?u|units?)/l')]

function analyte(
  id: string,
  names: readonly string[],
  siUnit: string,
  units: readonly AnalyteUnit[],
  low: number | null,
  high: number | null,
): Analyte {
  return { id, names, unit: siUnit, units, range: [low, high] }
}

/**
 * What is measured in notes, with common adult reference ranges. Factors are the usual conventional-to-SI conversions
 * (for example glucose mg/dL × 0.0555 = mmol/L, creatinine mg/dL × 88.4 = µmol/L).
 */
export const ANALYTES: readonly Analyte[] = [
  analyte(
    'temperature',
    ['temperature', 'temp'],
    '°C',
    [unit('°?\\s*c\\b|degrees celsius'), unit('°?\\s*f\\b|degrees fahrenheit', 5 / 9, -160 / 9)],
    36,
    38,
  ),
  analyte(
    'heart-rate',
    ['heart rate', 'pulse rate', 'pulse', 'hr'],
    '/min',
    [unit('(?:beats?(?:/| per )min(?:ute)?|bpm|/min)')],
    50,
    100,
  ),
  analyte(
    'respiratory-rate',
    ['respiratory rate', 'respirations', 'resp rate', 'rr'],
    '/min',
    [unit('(?:breaths?(?:/| per )min(?:ute)?|/min)')],
    10,
    20,
  ),
  analyte(
    'oxygen-saturation',
    [
      'oxygen saturation',
      'oxygen saturations',
      'saturation',
      'saturations',
      'spo2',
      'sao2',
      'sats',
      'o2 sat',
    ],
    '%',
    [unit('%')],
    94,
    100,
  ),
  analyte('gcs', ['gcs', 'glasgow coma scale', 'glasgow coma score'], 'points', [], 15, 15),
  analyte('sodium', ['sodium', 'na'], 'mmol/L', MILLIMOL, 135, 145),
  analyte('potassium', ['potassium', 'k'], 'mmol/L', MILLIMOL, 3.5, 5.1),
  analyte('chloride', ['chloride', 'cl'], 'mmol/L', MILLIMOL, 96, 107),
  analyte('bicarbonate', ['bicarbonate', 'hco3', 'total co2'], 'mmol/L', MILLIMOL, 22, 29),
  analyte(
    'urea',
    ['urea', 'bun', 'blood urea nitrogen'],
    'mmol/L',
    [unit('mmol/l'), unit('mg/dl', 0.357)],
    2.5,
    7.8,
  ),
  analyte(
    'creatinine',
    ['creatinine'],
    'µmol/L',
    [unit('[µμu]mol/l|micromol/l'), unit('mg/dl', 88.4)],
    45,
    110,
  ),
  analyte(
    'glucose',
    ['glucose', 'blood sugar', 'capillary glucose', 'blood glucose'],
    'mmol/L',
    [unit('mmol/l'), unit('mg/dl', 0.0555)],
    3.9,
    7.8,
  ),
  analyte(
    'calcium',
    ['corrected calcium', 'adjusted calcium', 'calcium'],
    'mmol/L',
    [unit('mmol/l'), unit('mg/dl', 0.2495)],
    2.2,
    2.6,
  ),
  analyte(
    'phosphate',
    ['phosphate', 'phosphorus'],
    'mmol/L',
    [unit('mmol/l'), unit('mg/dl', 0.323)],
    0.8,
    1.5,
  ),
  analyte('magnesium', ['magnesium'], 'mmol/L', [unit('mmol/l'), unit('mg/dl', 0.411)], 0.7, 1),
  analyte('albumin', ['albumin'], 'g/L', GRAMS, 35, 50),
  analyte('total-protein', ['total protein'], 'g/L', GRAMS, 60, 80),
  analyte(
    'bilirubin',
    ['total bilirubin', 'bilirubin'],
    'µmol/L',
    [unit('[µμu]mol/l|micromol/l'), unit('mg/dl', 17.1)],
    0,
    21,
  ),
  analyte('alt', ['alt', 'alanine aminotransferase', 'alanine transaminase'], 'U/L', UNITS_L, 0, 45),
  analyte('ast', ['ast', 'aspartate aminotransferase'], 'U/L', UNITS_L, 0, 40),
  analyte('alp', ['alp', 'alkaline phosphatase'], 'U/L', UNITS_L, 30, 130),
  analyte('ggt', ['ggt', 'gamma gt', 'gamma glutamyl transferase'], 'U/L', UNITS_L, 0, 60),
  analyte('amylase', ['amylase'], 'U/L', UNITS_L, 0, 110),
  analyte('lipase', ['lipase'], 'U/L', UNITS_L, 0, 70),
  analyte(
    'c-reactive-protein',
    ['crp', 'c reactive protein'],
    'mg/L',
    [unit('mg/l'), unit('mg/dl', 10)],
    0,
    5,
  ),
  analyte('esr', ['esr', 'erythrocyte sedimentation rate'], 'mm/h', [unit('mm/h(?:r|our)?')], 0, 20),
  analyte(
    'white-cell-count',
    [
      'white cell count',
      'white blood cell count',
      'white cells',
      'wcc',
      'wbc',
      'leukocytes',
      'leucocytes',
      'white count',
    ],
    '×10⁹/L',
    CELLS,
    4,
    11,
  ),
  analyte('neutrophils', ['neutrophils', 'neutrophil count'], '×10⁹/L', CELLS, 2, 7.5),
  analyte('lymphocytes', ['lymphocytes', 'lymphocyte count'], '×10⁹/L', CELLS, 1, 4),
  analyte('eosinophils', ['eosinophils', 'eosinophil count'], '×10⁹/L', CELLS, 0, 0.5),
  analyte('haemoglobin', ['haemoglobin', 'hemoglobin', 'hb', 'hgb'], 'g/L', GRAMS, 120, 170),
  analyte('mcv', ['mcv', 'mean corpuscular volume', 'mean cell volume'], 'fL', [unit('fl')], 80, 100),
  analyte('platelets', ['platelets', 'platelet count', 'plt'], '×10⁹/L', CELLS, 150, 400),
  analyte('reticulocytes', ['reticulocytes', 'reticulocyte count'], '×10⁹/L', CELLS, 25, 100),
  analyte('inr', ['inr'], '', [], 0.9, 1.2),
  analyte(
    'aptt',
    ['aptt', 'activated partial thromboplastin time'],
    's',
    [unit('s(?:ec(?:onds?)?)?\\b')],
    25,
    37,
  ),
  analyte('fibrinogen', ['fibrinogen'], 'g/L', [unit('g/l'), unit('mg/dl', 0.01)], 2, 4),
  analyte(
    'd-dimer',
    ['d dimer'],
    'ng/mL',
    [unit('(?:ng/ml|[µμu]g/l|mcg/l)(?:\\s*feu)?'), unit('[µμu]g/ml|mg/l', 1000)],
    0,
    500,
  ),
  analyte(
    'troponin',
    [
      'high sensitivity troponin t',
      'high sensitivity troponin i',
      'high sensitivity troponin',
      'troponin t',
      'troponin i',
      'troponin',
      'hs troponin',
    ],
    'ng/L',
    [unit('ng/l|pg/ml'), unit('ng/ml|[µμu]g/l', 1000)],
    0,
    14,
  ),
  analyte('nt-probnp', ['nt probnp', 'nt pro bnp', 'bnp'], 'ng/L', [unit('ng/l|pg/ml')], 0, 400),
  analyte('lactate', ['lactate'], 'mmol/L', [unit('mmol/l'), unit('mg/dl', 0.111)], 0.5, 2),
  analyte('ph', ['ph'], '', [], 7.35, 7.45),
  analyte('ferritin', ['ferritin'], 'µg/L', [unit('[µμu]g/l|ng/ml|mcg/l')], 20, 300),
  analyte('transferrin-saturation', ['transferrin saturation'], '%', [unit('%')], 20, 50),
  analyte('haptoglobin', ['haptoglobin'], 'g/L', [unit('g/l'), unit('mg/dl', 0.01)], 0.3, 2),
  analyte('ldh', ['ldh', 'lactate dehydrogenase'], 'U/L', UNITS_L, 120, 250),
  analyte('ck', ['creatine kinase', 'ck', 'cpk'], 'U/L', UNITS_L, 25, 200),
  analyte(
    'tsh',
    ['tsh', 'thyroid stimulating hormone'],
    'mU/L',
    [unit('(?:mi?u/l|µiu/ml|uiu/ml|miu/l)')],
    0.4,
    4.5,
  ),
  analyte('free-t4', ['free t4', 'free thyroxine'], 'pmol/L', [unit('pmol/l'), unit('ng/dl', 12.87)], 9, 22),
  analyte('cortisol', ['cortisol'], 'nmol/L', [unit('nmol/l'), unit('[µμu]g/dl|mcg/dl', 27.6)], 150, 550),
  analyte('acth', ['acth'], 'pmol/L', [unit('pmol/l'), unit('pg/ml|ng/l', 0.22)], 2, 11),
  analyte('uric-acid', ['uric acid', 'urate'], 'µmol/L', [unit('[µμu]mol/l'), unit('mg/dl', 59.5)], 200, 430),
  analyte(
    'csf-white-cells',
    ['csf white cells', 'csf white cell count', 'csf wcc', 'csf wbc'],
    '/µL',
    [unit('(?:/|per )\\s*(?:µl|μl|ul|mm3|mm³)|[x×]\\s*10\\s*\\^?[6⁶]/l')],
    0,
    5,
  ),
  analyte('csf-protein', ['csf protein'], 'g/L', [unit('g/l'), unit('mg/dl', 0.01)], 0.15, 0.45),
  analyte('csf-glucose', ['csf glucose'], 'mmol/L', [unit('mmol/l'), unit('mg/dl', 0.0555)], 2.5, 4.5),
  analyte(
    'urine-protein-creatinine-ratio',
    ['protein creatinine ratio', 'pcr', 'upcr'],
    'mg/mmol',
    [unit('mg/mmol'), unit('g/g', 113), unit('mg/mg', 113), unit('mg/g', 0.113)],
    0,
    15,
  ),
  analyte(
    'hba1c',
    ['hba1c', 'glycated haemoglobin'],
    'mmol/mol',
    [unit('mmol/mol'), unit('%', 10.93, -23.5)],
    20,
    42,
  ),
  analyte(
    'ketones',
    ['capillary ketones', 'blood ketones', 'ketones', 'beta hydroxybutyrate'],
    'mmol/L',
    MILLIMOL,
    0,
    0.6,
  ),
  analyte('hcg', ['beta hcg', 'serum hcg', 'hcg', 'β hcg'], 'IU/L', [unit('m?i?u/m?l')], 0, 5),
  analyte('b12', ['vitamin b12', 'b12'], 'ng/L', [unit('ng/l|pg/ml'), unit('pmol/l', 1.355)], 180, 900),
  analyte(
    'caeruloplasmin',
    ['caeruloplasmin', 'ceruloplasmin'],
    'g/L',
    [unit('g/l'), unit('mg/dl', 0.01)],
    0.2,
    0.6,
  ),
  analyte('systolic-bp', ['blood pressure', 'bp'], 'mmHg', [unit('mm\\s*hg')], 95, 140),
]

/** The ids a pack's `measure` rules may name. */
export const ANALYTE_IDS: readonly string[] = ANALYTES.map(({ id }) => id)
