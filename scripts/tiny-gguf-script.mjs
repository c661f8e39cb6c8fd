// What the scripted tiny model recites: the answers that each strategy asks for, about a short fictional case.

export const SCRIPTED_CASE =
  'A 24-year-old woman has had abdominal pain for 18 hours. It began around the umbilicus and has moved to the right iliac ' +
  'fossa. She has vomited twice and has no appetite. Her last period was 2 weeks ago.\n\n' +
  'Temperature 38.1 °C, pulse 104 per minute, blood pressure 118/72 mmHg. There is guarding in the right iliac fossa. ' +
  'Pelvic examination shows no cervical motion tenderness.\n\n' +
  'White cells 14.8 ×10⁹/L, CRP 62 mg/L. A urine pregnancy test is negative. Urinalysis is normal.'

const PROBLEM = 'Young woman with acute migratory abdominal pain, fever and localised peritonism.'
const move = (diagnosis, direction) => ({ diagnosis, direction })

export function scriptedSteps(quote = 'moved to the right iliac fossa') {
  return [
    {
      kind: 'finding',
      quotes: [quote],
      text: 'Pain that starts centrally and then localises suggests visceral pain turning parietal.',
      moves: [move('Acute appendicitis', 'for')],
    },
    {
      kind: 'hypothesis',
      quotes: [],
      text: 'Appendicitis would explain all of it; torsion and ectopic pregnancy must not be missed.',
      moves: [move('Ovarian torsion', 'neutral')],
    },
    {
      kind: 'support',
      quotes: ['guarding in the right iliac fossa', 'White cells 14.8'],
      text: 'Guarding together with leukocytosis points to local peritoneal inflammation.',
      moves: [move('Acute appendicitis', 'for')],
    },
    {
      kind: 'refute',
      quotes: ['urine pregnancy test is negative'],
      text: 'A negative pregnancy test makes ectopic pregnancy very unlikely.',
      moves: [move('Ectopic pregnancy', 'against')],
    },
    {
      kind: 'test',
      quotes: [],
      text: 'Ultrasound with Doppler shows the appendix and the flow to the ovary.',
      moves: [move('Ovarian torsion', 'neutral')],
    },
    {
      kind: 'conclude',
      quotes: [],
      text: 'Appendicitis leads; ovarian torsion still has to be excluded by imaging.',
      moves: [move('Acute appendicitis', 'for'), move('Ovarian torsion', 'neutral')],
    },
  ]
}

export function scriptedDifferential() {
  const entry = (diagnosis, percent, supporting, against, nextTest) => ({
    diagnosis,
    percent,
    for: supporting,
    against,
    cantMiss: true,
    nextTest,
  })
  return [
    entry('Acute appendicitis', 75, [1, 3], [], 'Abdominal ultrasound'),
    entry('Ovarian torsion', 10, [], [], 'Pelvic Doppler ultrasound'),
    entry('Ectopic pregnancy', 1, [], [4], 'Serum beta-hCG'),
  ]
}

function revisedDifferential() {
  const [first, second] = scriptedDifferential()
  return [
    { ...first, percent: 60 },
    { ...second, percent: 30, for: [7] },
  ]
}

/** Without what the answer's place already says. */
const withoutKind = ({ quotes, text, moves }) => ({ quotes, text, moves })

export function scriptedTrace(quote) {
  const steps = scriptedSteps(quote)
  const only = (...kinds) => steps.filter((step) => kinds.includes(step.kind))
  return {
    problemRepresentation: PROBLEM,
    findings: only('finding').map(withoutKind),
    hypotheses: only('hypothesis').map(withoutKind),
    weighing: only('support', 'refute'),
    tests: only('test').map(withoutKind),
    conclusion: only('conclude').map(withoutKind),
  }
}

const FREE_TEXT = [
  '1. The pain "moved to the right iliac fossa", so visceral pain has turned parietal.',
  '2. Appendicitis could explain it; ovarian torsion and ectopic pregnancy must be considered.',
  '3. A test for pregnancy "is negative", which argues against ectopic pregnancy.',
  '4. In conclusion, acute appendicitis is the most likely diagnosis.',
].join('\n')

/** Last first, so that the best isn't the first. */
function scriptedCandidates() {
  const [finding, hypothesis, support] = scriptedSteps()
  return [
    { ...support, score: 6 },
    { ...hypothesis, score: 3 },
    { ...finding, score: 9 },
  ]
}

function scriptedAttacks() {
  return [
    {
      kind: 'hypothesis',
      repliesTo: 6,
      quotes: ['no cervical motion tenderness'],
      text: 'Torsion was put too low: it too begins suddenly and brings vomiting.',
      moves: [move('Ovarian torsion', 'for')],
    },
  ]
}

function scriptedTurn() {
  return [
    {
      kind: 'discriminate',
      quotes: ['Urinalysis is normal'],
      text: 'A stone would show blood in the urine.',
      moves: [move('Ureteric stone', 'against')],
    },
  ]
}

/** One line, with a blank after each sign as models write it, beginning with the first key. */
function write(value) {
  return JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ').replace(/^\{ /, '{')
}

export function scriptedTexts(strategy = 'structured', quote) {
  const differential = write({ differential: scriptedDifferential() })
  const trace = write(scriptedTrace(quote))
  switch (strategy) {
    case 'structured':
      return [trace, differential]
    case 'free':
      return [FREE_TEXT, write({ problemRepresentation: PROBLEM, differential: scriptedDifferential() })]
    case 'tree':
      return [
        write({ problemRepresentation: PROBLEM, candidates: scriptedCandidates() }),
        write({ candidates: scriptedCandidates() }),
        differential,
      ]
    case 'reflect':
      return [
        trace,
        differential,
        write({ attacks: scriptedAttacks() }),
        write({ reason: 'Torsion was put too low.', differential: revisedDifferential() }),
      ]
    case 'panel':
      return [
        write({ problemRepresentation: PROBLEM, steps: scriptedTurn() }),
        write({ steps: scriptedTurn() }),
        differential,
      ]
    case 'alternatives':
      return [write({ alternatives: scriptedSteps().slice(0, 3) })]
    default:
      throw new RangeError(`no script for ${strategy}`)
  }
}

export function scriptedReply(schema, strategy = 'structured') {
  const first = schema === null ? null : Object.keys(schema.properties)[0]
  const text = scriptedTexts(strategy).find((candidate) =>
    first === null ? !candidate.startsWith('{') : candidate.startsWith(`{"${first}"`),
  )
  if (text === undefined) throw new RangeError(`no script of ${strategy} begins with ${first}`)
  return text
}
