import type { Disease, FrequencyClass, KnowledgePack } from '../../knowledge/pack/pack'
import { classNames } from '../../ui/class-names'
import { FREQUENCY_WORDS, formatRatio } from '../words'
import { toScriptRows } from './script-rows'

/** One disease's script, or two side by side with what tells them apart first. */
export function DiseaseScript({ pack, diseases }: { pack: KnowledgePack; diseases: readonly Disease[] }) {
  const rows = toScriptRows(pack, diseases)
  return (
    <>
      <div className={classNames('grid gap-4', diseases.length > 1 && 'sm:grid-cols-2')}>
        {diseases.map((disease) => (
          <DiseaseHead key={disease.id} disease={disease} />
        ))}
      </div>
      <div className="overflow-x-auto">
        <table className="w-full text-sm numerals">
          <caption className="mb-2 text-left text-xs text-ink-soft">
            How often each finding occurs, and by what factor it moves the odds against other patients.
            Findings that say much the same count less together.
          </caption>
          <thead className="text-left text-xs text-ink-soft">
            <tr className="border-b border-line-strong">
              <th scope="col" className="py-1.5 pr-3 font-semibold">
                Finding
              </th>
              {diseases.map(({ id, name }) => (
                <th key={id} scope="colgroup" colSpan={3} className="py-1.5 pr-3 font-semibold">
                  {diseases.length > 1 ? name : 'Frequency, if present, if absent'}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ finding, frequencies, ifPresent, ifAbsent }) => (
              <tr key={finding.id} className="border-b border-line align-baseline">
                <th scope="row" className="py-1 pr-3 text-left font-normal">
                  {finding.label}
                </th>
                {diseases.map(({ id }, index) => (
                  <Cells
                    key={id}
                    frequency={frequencies[index] ?? null}
                    present={ifPresent[index] ?? 1}
                    absent={ifAbsent[index] ?? 1}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Cells({
  frequency,
  present,
  absent,
}: {
  frequency: FrequencyClass | null
  present: number
  absent: number
}) {
  return (
    <>
      <td className="py-1 pr-3 text-ink-soft">{frequency ? FREQUENCY_WORDS[frequency] : 'not listed'}</td>
      <td className="py-1 pr-3">
        <Ratio ratio={present} />
      </td>
      <td className="py-1 pr-3">
        <Ratio ratio={absent} />
      </td>
    </>
  )
}

/** For and against are told apart by the number itself; colour only helps. */
function Ratio({ ratio }: { ratio: number }) {
  if (ratio > 0.83 && ratio < 1.2) return <span className="text-ink-faint">{formatRatio(ratio)}</span>
  return <span className={ratio > 1 ? 'text-good' : 'text-bad'}>{formatRatio(ratio)}</span>
}

const INCIDENCE_WORDS = {
  'very-common': 'very common',
  common: 'common',
  uncommon: 'uncommon',
  rare: 'rare',
  'very-rare': 'very rare',
  exceptional: 'exceptional',
} as const satisfies Record<Disease['incidence'], string>

function DiseaseHead({ disease }: { disease: Disease }) {
  const { name, synonyms, specialty, icd10, isCantMiss, incidence, ages, femaleFraction, nextTests, source } =
    disease
  const [from, to] = ages.usual
  return (
    <div className="grid content-start gap-1.5 text-sm">
      <h2 className="font-serif text-xl font-semibold">{name}</h2>
      {synonyms.length > 0 && <p className="text-xs text-ink-faint">{synonyms.join(', ')}</p>}
      <p className="numerals">
        {specialty.replaceAll('-', ' ')}, ICD-10 {icd10}; {INCIDENCE_WORDS[incidence]}, usually from {from} to{' '}
        {to} years, {Math.round(femaleFraction * 100)} % women
      </p>
      {isCantMiss && <p className="font-semibold text-bad">Can’t miss</p>}
      {nextTests.length > 0 && (
        <p>
          <span className="font-semibold">Next: </span>
          {nextTests.join('; ')}
        </p>
      )}
      {source && <p className="text-xs text-ink-faint">Source: {source}</p>}
    </div>
  )
}
