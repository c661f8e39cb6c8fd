const SPECIES =
  'dogs?|cats?|canines?|felines?|equines?|horses?|mares?|stallions?|geldings?|fillies|filly|foals?|pon(?:y|ies)|pupp(?:y|ies)|kittens?|bovines?|cows?|heifers?|bulls?|goats?|ewes?|lambs?|sheep|pigs?|piglets?|sows?|swine|rabbits?|ferrets?|parrots?|macaws?|cockatiels?|tortoises?|turtles?|iguanas?|pythons?|guinea pigs?|hamsters?|alpacas?|llamas?|donkeys?|camels?|monkeys?|chimpanzees?|dolphins?'
const BREEDS =
  'labrador|retriever|terrier|shepherd|poodle|dachshund|beagle|bulldog|chihuahua|spaniel|rottweiler|husky|shih tzu|maltese|domestic (?:short|long)hair|siamese|persian cat|thoroughbred|quarter horse|holstein'
const SEX =
  'male|female|neutered|spayed|castrated|intact|entire|ovariohysterectomi[sz]ed|adult|mixed[- ]breed|crossbreed'

/** Words after which an animal is one that the patient met. */
const MET = 'from|with|who|whose|by|of|after|near|exposed|contact|keeping|owning'

/** "A 7-year-old spayed female Labrador", "an adult domestic shorthair cat": the patient is named, not an animal it met. */
const PATIENT = new RegExp(
  `\\b(?:an?|the|one|\\d+)\\b[^.]{0,40}?(?:\\b(?:year|month|week|day)s?[- ]old\\b|\\b(?:${SEX})\\b)(?:(?!\\b(?:${MET})\\b)[^.,;]){0,50}?\\b(?:${SPECIES}|${BREEDS})\\b(?!\\s+(?:bites?|scratch|owner|breeder|hair|dander|allerg|farmer|meat|handler|lover|milk))`,
  'iu',
)
const CARE = /\b(?:veterinar(?:y|ian)|spayed|neutered|ovariohysterectomy)\b/iu
const TITLE = new RegExp(
  `\\b(?:in|of|from)\\s+(?:an?|two|three|four|\\d+)\\s+(?:[\\p{L}-]+\\s+){0,3}(?:${SPECIES})\\b(?!\\s+(?:bite|scratch|owner|breeder|farmer))`,
  'iu',
)
const HUMAN =
  /\b(?:man|woman|boy|girl|gentleman|lady|housewife|farmer|nurse|mother|father|teacher|student|worker)\b/iu

/** How far into a case its patient is named. */
const OPENING = 220

/** The words that show an animal for a patient; null for a person, bitten by one or not. */
export function isVeterinary(presentation: string, title: string): string | null {
  const opening = presentation.slice(0, OPENING)
  const patient = PATIENT.exec(opening)
  const human = HUMAN.exec(opening)
  if (patient && (!human || CARE.test(opening))) return patient[0]
  if (human) return null
  return CARE.exec(opening)?.[0] ?? TITLE.exec(title)?.[0] ?? null
}
