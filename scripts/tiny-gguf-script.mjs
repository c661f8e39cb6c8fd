// What the scripted tiny model recites: an answer in the shape of the structured strategy, about a short fictional case.

export const SCRIPTED_CASE =
  'A 24-year-old woman has had abdominal pain for 18 hours. It began around the umbilicus and has moved to the right iliac ' +
  'fossa. She has vomited twice and has no appetite. Her last period was 2 weeks ago.\n\n' +
  'Temperature 38.1 °C, pulse 104 per minute, blood pressure 118/72 mmHg. There is guarding in the right iliac fossa. ' +
  'Pelvic examination shows no cervical motion tenderness.\n\n' +
  'White cells 14.8 ×10⁹/L, CRP 62 mg/L. A urine pregnancy test is negative. Urinalysis is normal.'

export function scriptedAnswer(quote = 'moved to the right iliac fossa') {
  return {
    problemRepresentation: 'Young woman with acute migratory abdominal pain, fever and localised peritonism.',
    steps: [
      {
        kind: 'finding',
        text: 'Pain that starts centrally and then localises suggests visceral pain turning parietal.',
        quotes: [quote],
        hypotheses: [{ diagnosis: 'Acute appendicitis', direction: 'for' }],
      },
      {
        kind: 'support',
        text: 'Guarding together with leukocytosis points to local peritoneal inflammation.',
        quotes: ['guarding in the right iliac fossa', 'White cells 14.8'],
        hypotheses: [{ diagnosis: 'Acute appendicitis', direction: 'for' }],
      },
      {
        kind: 'refute',
        text: 'A negative pregnancy test makes ectopic pregnancy very unlikely.',
        quotes: ['urine pregnancy test is negative'],
        hypotheses: [{ diagnosis: 'Ectopic pregnancy', direction: 'against' }],
      },
      {
        kind: 'conclude',
        text: 'Appendicitis leads; ovarian torsion still has to be excluded by imaging.',
        quotes: [],
        hypotheses: [
          { diagnosis: 'Acute appendicitis', direction: 'for' },
          { diagnosis: 'Ovarian torsion', direction: 'neutral' },
        ],
      },
    ],
    differential: [
      {
        diagnosis: 'Acute appendicitis',
        percent: 75,
        for: [1, 2, 4],
        against: [],
        cantMiss: true,
        nextTest: 'Abdominal ultrasound',
      },
      {
        diagnosis: 'Ovarian torsion',
        percent: 10,
        for: [],
        against: [],
        cantMiss: true,
        nextTest: 'Pelvic Doppler ultrasound',
      },
      {
        diagnosis: 'Ectopic pregnancy',
        percent: 1,
        for: [],
        against: [3],
        cantMiss: true,
        nextTest: 'Serum beta-hCG',
      },
    ],
  }
}

export function scriptedText(quote) {
  return JSON.stringify(scriptedAnswer(quote), null, 1).replaceAll(/\n\s*/g, ' ')
}
