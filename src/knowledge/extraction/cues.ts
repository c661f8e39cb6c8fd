import { foldWord } from './words'

/** What can be said of a word besides that it is there; flags that add up. */
export const DENIED = 1
export const DOUBTED = 2
export const FEARED = 4
export const PAST = 8
export const OF_RELATIVE = 16
export const RESOLVED = 32

/** A set of the looked-up forms of words written with blanks between them. */
export const forms = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(foldWord))

/** How far a cue reaches: to the clause's end, to the next comma too, or through verbs and pronouns as well. */
export type Reach = 'clause' | 'comma' | 'wide'

export interface Cue {
  readonly words: readonly string[]
  readonly mark: number
  readonly reach: Reach
}

const DENYING =
  'no|not|without|never|neither|nor|denies|deny|denied|denying|negative for|negative|absence of|lack of|lacks|lacked|lacking|' +
  'free of|free from|w o|unremarkable for|ruled out|rules out|excluded|excludes|failed to show|failed to reveal|' +
  'failed to demonstrate|fails to show|did not show|rather than|instead of|none of|absent|nil|cannot find|' +
  'doesn|didn|hasn|isn|wasn|haven|hadn|aren|weren|don|couldn'
const DOUBTING =
  'possible|possibly|suspected|suspicion of|suspicious for|questionable|probable|probably|equivocal|equivocal for|may|might|' +
  'suggestive of|suggesting|query|likely|presumed|presumably|potential|perhaps|maybe|concern for|concerning for|concern about|' +
  'unclear whether|unclear if|not sure whether|not sure if|not certain whether|not clear whether|uncertain whether|thought to have|' +
  'cannot exclude|cannot rule out|could not exclude|could not rule out|can not exclude|can not rule out|cannot be sure'
const FEARING =
  'to rule out|rule out|to exclude|exclude|risk of|risk for|at risk for|prevent|prevention of|prophylaxis|prophylaxis against|' +
  'prophylaxis for|look for|looking for|watch for|monitor for|monitored for|screen for|screened for|screening for|' +
  'assess for|evaluate for|check for|test for|tested for|to assess|to evaluate|in case of|warned of|warned about|' +
  'return with|come back with|may cause|might cause|can cause|could cause|fear of|afraid of|in the event of|vaccination against|vaccinated against'
const FEARING_WIDELY = 'if|unless|in case'

const CUES: readonly Cue[] = [
  ...cuesOf(DENYING, DENIED, 'clause'),
  ...cuesOf(DOUBTING, DOUBTED, 'comma'),
  ...cuesOf(FEARING, FEARED, 'clause'),
  ...cuesOf(FEARING_WIDELY, FEARED, 'wide'),
  ...cuesOf('no longer|no further|no more|resolution of|resolved', RESOLVED, 'clause'),
  ...cuesOf('used to have|status post|s p', PAST, 'comma'),
]

function cuesOf(list: string, mark: number, reach: Reach): Cue[] {
  return list.split('|').map((wording) => ({ words: wording.split(' ').map(foldWord), mark, reach }))
}

/** Cues by their first word, the longest first. */
export const CUES_BY_FIRST: ReadonlyMap<string, readonly Cue[]> = (() => {
  const byFirst = new Map<string, Cue[]>()
  for (const cue of CUES) {
    const first = cue.words[0] ?? ''
    const known = byFirst.get(first)
    if (known) known.push(cue)
    else byFirst.set(first, [cue])
  }
  for (const cues of byFirst.values()) cues.sort((a, b) => b.words.length - a.words.length)
  return byFirst
})()

/** Words behind "no" or "not" that show it denies something else than a finding. */
export const OTHERWISE_DENIED = forms(
  'only change changed changes improvement relief improve improved increase increased delay respond responded response relieved settle settled ' +
    'resolve resolved subside subsided abate abated clear cleared disappear stop controlled better helped help affected altered necessarily explained explain due able doubt ' +
    'sleep walk work eat stand effect difference progress worsening worsened responsive aggravated exacerbated sure certain',
)
/** What one finds, said after "could not". */
export const FINDING_VERBS = forms('find detect see hear feel palpate demonstrate identify elicit confirm')
/** "was not …", said of what was looked for. */
export const FOUND = forms(
  'present seen heard palpable felt detected found evident identified noted observed reported visible visualised demonstrated elicited noticed recorded palpated apparent detectable documented',
)
/** Words that end a clause and with it the reach of most cues. */
export const BREAKS = forms(
  'but however although though except yet apart aside besides whereas while because until despite nevertheless then after followed now still also instead otherwise later',
)
/** Finite verbs: after a noun they begin another statement. */
export const VERBS = forms(
  'has had have is was were are report reported complain complained show showed shown reveal revealed developed develop remain remained begin began ' +
    'noticed found demonstrated presented presents appeared started continued persisted persists worsened experienced suffered underwent became received admitted took came ' +
    'occurred described complains denied denies went increased',
)
export const PRONOUNS = forms('he she they it there we i who which patient')
/** Words that open a statement of their own behind a comma or "and". */
export const OPENERS = forms('a an the with his her this on in at initially examination')
/** Words between a cue and its finding that name nothing themselves. */
export const LINKING = forms(
  'been being be any ever known to have has had having report reported experience experienced complain of show reveal developed develop yet really definite clear obvious ' +
    'significant evidence sign the a an history with from for in by associated accompanied recent further particular overt apparent either did do does t that get got notice ' +
    'noticed find found suffered suffer currently previously acute new his her symptom symptoms feature features complaint complaints was were is are as he she they',
)
export const COPULAS = forms(
  'is are was were be been being has have had also considered thought to very all both become became remained',
)
export const MODALS = forms('cannot could can unable couldn would')

export const RELATIVES = forms(
  'mother father brother sister aunt uncle cousin grandmother grandfather grandparent parent sibling son daughter twin nephew niece relative grandson granddaughter ' +
    'husband wife partner spouse classmate colleague friend roommate',
)
export const RELATIVE_VERBS = forms(
  'has had have with died diagnosed suffered suffers suffer takes known developed who both also carried carries',
)
/** A relative who says or sees something tells of the patient. */
export const TELLING_VERBS = forms(
  'noticed notice reports report reported says said states stated describes described denies denied found brought told tells noted observed saw believes thinks thought recalls called mentioned confirmed gave worried',
)
export const STATES_OF_HEALTH = forms('well healthy fit unremarkable asymptomatic independent')
export const TIME_UNITS = forms('day week month year hour hr yr minute hours wk')
export const ONGOING = forms(
  'progressive progressively worsening increasing gradual gradually ongoing persistent intermittent continuous sudden acute',
)
export const PRESENTING = forms(
  'presented presents presenting presentation admitted came brief short long recent clear referred',
)

/** Said behind a finding. */
export const DENIED_BEHIND = forms('absent negative normal unremarkable excluded unlikely denied')
export const ALONE_BEHIND = forms('absent negative none nil denied no')
export const DOUBTED_BEHIND = forms(
  'suspected possible questionable uncertain equivocal probable queried presumed likely',
)
export const RESOLVED_BEHIND = forms(
  'resolved resolves subsided settled abated disappeared cleared ceased vanished remitted faded stopped gone',
)
