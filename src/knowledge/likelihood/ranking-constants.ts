/**
 * The few numbers that all rankings share. None is about a single disease or case.
 *
 * How they came about: candidates on a coarse grid, one constant at a time, by the mean logarithmic loss of the gold diagnosis
 * over the development cases whose gold diagnosis the pack knows (published reports, exam cases and vignettes), then checked by
 * five folds split by gold diagnosis. Where the loss was flat the plainer value was kept. `SHARPNESS` and `NONE_OF_THESE`
 * were fitted last, over all development cases, those outside the pack included; docs/decisions/ranking.md has the figures.
 */

/** No finding is taken for rarer in other patients' notes than this: it also bounds LR+. */
export const LEAST_BACKGROUND = 0.03

/** No single finding moves the odds further than this: notes are incomplete and frequencies are classes, not counts. */
export const RATIO_BOUNDS = [0.02, 60] as const

/** Findings are not independent even beyond their clusters, so every ratio is taken to this power before it is applied. */
export const DAMPING = 0.8

/** What the strongest finding of a cluster leaves to the others: its ratio to this power. */
export const CLUSTER_SHARE = 0.25

/** Incidence counts to this power: who comes with a puzzle, or is written about, is seldom the common case. */
export const INCIDENCE_POWER = 0.3

/** Log odds for each standard deviation by which a case's words fit a disease's wordings better than they fit others'. */
export const WORDING_WEIGHT = 1.5

/** How often a note mentions a finding that is there; what is not mentioned is missed with the rest of the probability. */
export const MENTION_RATE = 0.5

/** Log odds are taken times this before they are shown: it keeps every order and takes back what dependent findings overstate. */
export const SHARPNESS = 0.58

/** Log odds, on the scale shown, of "none of these" against a disease of which nothing is known but its name. */
export const NONE_OF_THESE = 6.75

/**
 * However well a disease fits, this times the odds of all diseases stays with "none of these": of real cases that looked certain,
 * such a share had a diagnosis that the pack doesn't know.
 */
export const KEPT_BACK = 1.1

/** A pinned finding that a diagnosis doesn't have takes its odds, on the scale shown, times this. */
export const UNEXPLAINED_PIN = 0.1
