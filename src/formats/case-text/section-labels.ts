import type { StageKind } from '../../domain/case'

const LABELS: Readonly<Record<StageKind, string>> = {
  history: `
    history|hx|case|case history|case presentation|presentation|presenting complaint|presenting complaints|pc|chief complaint
    chief complaints|cc|complaint|reason for admission|reason for referral|reason for consultation|reason for visit
    history of present illness|history of presenting illness|history of presenting complaint|history of the presenting complaint
    history of the present illness|hpi|hpc|hopi|present illness|clinical history|medical history|past medical history|pmh|pmhx
    past history|past surgical history|psh|surgical history|medications|medication|drug history|dh|dhx|current medications
    home medications|allergies|allergy|drugs and allergies|family history|fh|fhx|social history|sh|shx|personal history
    obstetric history|gynaecological history|gynecological history|birth history|developmental history|travel history
    occupational history|sexual history|psychiatric history|review of systems|systems review|ros|patient|patient information
    patient details|demographics|background|immunizations|immunisations|anamnesis
  `,
  exam: `
    examination|exam|on examination|on exam|o/e|oe|physical examination|physical exam|pe|clinical examination|clinical exam
    examination findings|physical findings|physical examination findings|clinical findings|vitals|vital signs|observations|obs
    general examination|neurological examination|neurologic examination|neuro exam|abdominal examination
    cardiovascular examination|respiratory examination|mental status examination|mental state examination|mse|skin examination
    ophthalmic examination|ocular examination|cutaneous examination|local examination
  `,
  labs: `
    labs|lab|lab tests|lab test|lab findings|lab results|lab work|laboratory|laboratories|laboratory tests|laboratory test
    laboratory findings|laboratory results|laboratory data|laboratory studies|laboratory investigations|laboratory workup|laboratory work-up
    laboratory evaluation|bloods|blood tests|blood test|blood work|bloodwork|blood results|blood investigations|blood analysis
    haematology|hematology|biochemistry|chemistry|urinalysis|urine|urine analysis|urine tests|abg|arterial blood gas|csf|csf analysis
    cerebrospinal fluid|cerebrospinal fluid analysis|serology|immunology|microbiology|cultures|blood cultures|virology|toxicology
    tumor markers|tumour markers|genetic testing|genetic tests|genetics|genetic analysis|hormone tests|coagulation|full blood count
    complete blood count|fbc|cbc
  `,
  imaging: `
    imaging|imaging findings|imaging studies|imaging results|radiology|radiological findings|radiologic findings|radiography
    radiograph|radiographs|x-ray|x-rays|xray|chest x-ray|chest xray|chest radiograph|cxr|abdominal x-ray|ct|ct scan|ct scans|ct chest
    ct abdomen|ct head|ct brain|chest ct|abdominal ct|head ct|brain ct|cranial ct|ct angiography|cta|computed tomography|mri|mri brain
    mri scan|mri spine|brain mri|spinal mri|pelvic mri|mr angiography|mra|mrcp|magnetic resonance imaging|ultrasound|ultrasonography
    abdominal ultrasound|pelvic ultrasound|uss|us|sonography|doppler|doppler ultrasound|echocardiography|echocardiogram|echo
    transthoracic echocardiography|tte|tee|transthoracic echocardiogram|pet|pet-ct|pet/ct|pet scan|scintigraphy|bone scan|angiography
    mammography|mammogram|fluoroscopy|oct
  `,
  other: `
    investigations|investigation|ix|ancillary tests|ancillary test|ancillary testing|tests|test results|diagnostic tests|diagnostics
    diagnostic workup|diagnostic work-up|workup|work-up|results|further investigations|further tests|special tests|other|other tests
    other investigations|ecg|ekg|electrocardiogram|electrocardiography|eeg|emg|spirometry|lung function|pulmonary function tests|biopsy
    skin biopsy|bone marrow biopsy|bone marrow|pathology|histology|histopathology|histological findings|cytology|fnac
    immunohistochemistry|endoscopy|colonoscopy|gastroscopy|bronchoscopy|procedures|procedure|surgery|operative findings
    intraoperative findings|surgical findings|course|clinical course|hospital course|progress|treatment|management|plan|follow-up
    follow up|outcome|assessment|impression|differential diagnosis|differential|question|questions|discussion|timeline
  `,
}

const KINDS: ReadonlyMap<string, StageKind> = new Map(
  Object.entries(LABELS).flatMap(([kind, words]) =>
    words
      .trim()
      .split(/\s*[|\n]\s*/u)
      // The keys of LABELS are the stage kinds; Object.entries forgets that.
      .map((label): [string, StageKind] => [label, kind as StageKind]),
  ),
)

/** Headings whose section is a group of others: its own name stays, its parts may be stages of their own. */
const GROUPS = new Set([
  'investigations',
  'investigation',
  'ix',
  'ancillary tests',
  'ancillary test',
  'ancillary testing',
  'tests',
  'diagnostic tests',
  'diagnostics',
  'diagnostic workup',
  'diagnostic work-up',
  'workup',
  'work-up',
  'results',
  'further investigations',
  'further tests',
  'test results',
])

const GOLD = new Set([
  'diagnosis',
  'final diagnosis',
  'gold diagnosis',
  'definitive diagnosis',
  'confirmed diagnosis',
  'correct diagnosis',
  'principal diagnosis',
  'discharge diagnosis',
  'final diagnoses',
  'answer',
  'correct answer',
])

/** The words of a heading as they are looked up: no Markdown, no numbering, no colon, lower case. */
export function normaliseLabel(label: string): string {
  return label
    .replaceAll(/[*_#`]/gu, '')
    .replace(/^\s*\(?(?:\d{1,2}|[a-z])[.)]\s+/iu, '')
    .replace(/\s*\([^)]*\)\s*$/u, '')
    .replace(/ (?:at|on|upon) (?:admission|presentation|arrival)\s*:?\s*$/iu, '')
    .trim()
    .replace(/[:.]$/u, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toLowerCase()
}

/** The stage that a ward heading starts, or null where the words are no heading known on a ward. */
export function stageKindOf(label: string): StageKind | null {
  return KINDS.get(normaliseLabel(label)) ?? null
}

export function isGroupLabel(label: string): boolean {
  return GROUPS.has(normaliseLabel(label))
}

/** Whether a heading announces the answer. "Differential" and "working diagnosis" don't. */
export function isGoldLabel(label: string): boolean {
  return GOLD.has(normaliseLabel(label))
}
