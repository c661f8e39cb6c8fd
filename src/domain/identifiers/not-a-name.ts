const WORDS = `
  a an the and or of in on at to by for from with without no not is was were has had he she his her they their this that these
  it its we our i if when after before during since while then there who which both each all any some as but so
  patient patients case report presentation information name unknown none anonymous confidential redacted removed withheld
  mr mrs ms miss mx dr prof professor doctor sir herr frau
  male female man woman boy girl adult child infant baby newborn neonate elderly young teenager lady gentleman person
  caucasian white black asian african american european hispanic latino latina indian chinese japanese korean arab british
  english french german italian spanish dutch irish scottish welsh turkish russian polish brazilian mexican
  history examination exam findings investigation investigations laboratory labs imaging results test tests diagnosis
  treatment management discussion conclusion introduction background abstract summary follow plan assessment impression
  chief complaint past present family social personal medical surgical physical ancillary blood urine chest abdomen abdominal
  head neck heart lung lungs liver kidney brain skin cardiac pulmonary renal hepatic neurological respiratory vital signs
  pain fever cough headache dyspnoea dyspnea fatigue acute chronic severe mild moderate type stage grade left right upper lower
  admitted discharged presented presents referred seen reviewed age aged sex gender date time ward clinic hospital department
  emergency unit room bed day week month year hypertension diabetes asthma cancer tumour tumor disease syndrome
  health global reported safety activity care consent centre center outcome outcomes questionnaire
  monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
  november december stemi nstemi covid copd ecg mri ct
`

/** Lower-case words that are capitalised in notes for other reasons than being somebody's name. */
export const NOT_A_NAME: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/))
