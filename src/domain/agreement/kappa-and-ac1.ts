import { computeCohensKappa } from './cohens-kappa'
import { computeFleissKappa } from './fleiss-kappa'
import { computeGwetCoefficient } from './gwet-coefficient'
import { computeKrippendorffAlpha } from './krippendorff-alpha'
import { type LabelTable, shareOfLabels } from './label-table'
import { computePercentAgreement } from './percent-agreement'
import type { Statistic } from './statistic'

export const DIVERGENCE_CODES = ['unanimous', 'lopsided', 'uneven', 'opposed', 'close'] as const
/**
 * Why κ and AC1 stand where they stand. `unanimous`: κ has no value. `lopsided`: one label makes up most of them, and κ is
 * far below AC1. `uneven`: far below for want of the other labels. `opposed`: far above, because the reviewers' own shares
 * differ. `close`: one label makes up most, and the two are near each other all the same.
 */
export type DivergenceCode = (typeof DIVERGENCE_CODES)[number]

export interface DivergenceNote {
  readonly code: DivergenceCode
  /** Which chance-corrected coefficient stands for "κ": Cohen's for two raters, else Fleiss', else nominal α. */
  readonly kappaName: string
  readonly kappa: Statistic
  readonly ac1: Statistic
  readonly percentAgreement: number
  readonly commonestLabel: string
  /** Share of the commonest label among all labels given. */
  readonly commonestShare: number
  readonly words: string
}

/** Above this share of one label, AC1 belongs beside κ (METRICS: "any category > 80%"). */
const LOPSIDED = 0.8
/** Nearer than this, the two tell the same story. */
const FAR = 0.1

/**
 * Says in words why κ and AC1 of a table diverge; null where there is nothing to say: neither a label above 80% nor a gap
 * of 0.1 or more.
 * @see Feinstein AR, Cicchetti DV. High agreement but low kappa: I. The problems of two paradoxes. J Clin Epidemiol
 *   1990;43:543. Gwet KL. Br J Math Stat Psychol 2008;61:29.
 */
export function explainDivergence(table: LabelTable): DivergenceNote | null {
  const percent = computePercentAgreement(table)
  const ac1 = computeGwetCoefficient(table)
  if (percent.kind === 'undefined' || ac1.kind === 'undefined') return null
  const { name: kappaName, kappa } = pickKappa(table)
  const shares = shareOfLabels(table)
  const commonestShare = Math.max(...shares)
  const commonestLabel = table.scale.labels[shares.indexOf(commonestShare)] ?? ''
  const code = classify(kappa, ac1.value, commonestShare)
  if (code === null) return null
  const agreed = `The reviewers agree on ${percentOf(percent.value)}`
  const most = `${percentOf(commonestShare)} of all labels are “${commonestLabel}”`
  const values =
    kappa.kind === 'value' ? `${kappaName} is ${format(kappa.value)}, AC1 ${format(ac1.value)}` : ''
  const chance =
    kappa.kind === 'value'
      ? `${kappaName} takes ${percentOf(chanceBehind(percent.value, kappa.value))} to be agreement by chance, AC1 ${percentOf(chanceBehind(percent.value, ac1.value))}`
      : ''
  const words = {
    unanimous: `Wherever two labels can be compared, both are “${commonestLabel}”. κ asks how far agreement exceeds chance, and with one label chance alone would give all of it: κ is undefined. AC1 takes no agreement here to be chance and is ${format(ac1.value)}. Neither shows that the reviewers could tell other labels apart.`,
    lopsided: `${agreed}, and ${most}: ${values}. Where one label prevails, two reviewers who hardly look would often agree too. ${chance}, since it expects chance only on what is hard to label. Few of the rarer labels are behind κ, so look at those steps before either number.`,
    uneven: `${agreed}: ${values}. ${chance}, since it spreads chance over all ${table.scale.labels.length} labels of the scale, and some of them are rarely or never used.`,
    opposed: `${agreed}: ${values}. The reviewers don’t use the labels equally often, so κ expects them to agree seldom; AC1 goes by the average of both. ${chance}. Compare how often each gives each label before trusting either.`,
    close: `${agreed}, and ${most}. Such one-sided labels can set κ and AC1 far apart; here they are not: ${values}.`,
  }[code]
  return {
    code,
    kappaName,
    kappa,
    ac1,
    percentAgreement: percent.value,
    commonestLabel,
    commonestShare,
    words,
  }
}

function pickKappa(table: LabelTable): { readonly name: string; readonly kappa: Statistic } {
  if (table.raters.length === 2) return { name: 'Cohen’s κ', kappa: computeCohensKappa(table) }
  const fleiss = computeFleissKappa(table)
  if (fleiss.kind === 'value' || fleiss.code === 'unanimous') return { name: 'Fleiss’ κ', kappa: fleiss }
  return { name: 'Krippendorff’s α', kappa: computeKrippendorffAlpha(table, 'nominal') }
}

function classify(kappa: Statistic, ac1: number, commonestShare: number): DivergenceCode | null {
  if (kappa.kind === 'undefined') return kappa.code === 'unanimous' ? 'unanimous' : null
  const isLopsided = commonestShare > LOPSIDED
  if (kappa.value - ac1 >= FAR) return 'opposed'
  if (ac1 - kappa.value >= FAR) return isLopsided ? 'lopsided' : 'uneven'
  return isLopsided ? 'close' : null
}

/** The chance agreement that makes `agreement` into `coefficient`: (p − p_e) / (1 − p_e) solved for p_e. */
function chanceBehind(agreement: number, coefficient: number): number {
  return coefficient === 1 ? 0 : (agreement - coefficient) / (1 - coefficient)
}

const percentOf = (share: number) => `${Math.round(share * 100)}%`
const format = (value: number) => value.toFixed(2).replace('-', '−')
