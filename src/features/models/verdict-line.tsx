import { type DeviceVerdict, type ModelNeeds, type VerdictReason, judgeModel } from '../../engines'
import { classNames } from '../../ui/class-names'
import { useDevice } from '../device'
import { useMeasuredSpeeds } from '../measured-speed'

const VERDICT_WORDS = {
  'runs-well': 'Runs well here',
  'runs-slowly': 'Runs slowly here',
  'wont-run': 'Won’t run here',
} as const satisfies Record<DeviceVerdict['verdict'], string>

const TONES = {
  'runs-well': 'text-good',
  'runs-slowly': 'text-caution',
  'wont-run': 'text-bad',
} as const satisfies Record<DeviceVerdict['verdict'], string>

const REASON_WORDS = {
  'no-gpu': 'this browser gives no graphics processor (WebGPU)',
  'no-f16': 'the graphics processor has no 16-bit numbers',
  'buffer-too-small': 'the graphics processor allows no buffer as large as it needs',
  'file-too-large': 'a file of over 2 GB can’t be loaded in a browser',
  'too-little-memory': 'it needs more memory than the machine has',
  'too-little-disk': 'the browser allows less storage than it takes',
  'software-gpu': 'the “graphics processor” is software',
  'memory-tight': 'it takes most of the machine’s memory',
  'one-thread': 'only one thread can be used',
  'large-for-processor': 'it is large for a processor',
  fits: null,
} as const satisfies Record<VerdictReason, string | null>

/** Whether a model runs here: judged before anything is downloaded, measured once it has run. */
export function VerdictLine({ modelId, needs }: { modelId: string; needs: ModelNeeds }) {
  const device = useDevice()
  const speed = useMeasuredSpeeds((state) => state.byModel[modelId])
  if (!device) return null
  if (speed !== undefined) return <MeasuredLine speed={speed} />
  const { verdict, because } = judgeModel(needs, device)
  const reason = REASON_WORDS[because]
  return (
    <p className="text-xs numerals">
      <span className={classNames('font-semibold', TONES[verdict])}>{VERDICT_WORDS[verdict]}</span>
      {reason !== null && `: ${reason}`}
    </p>
  )
}

/** About as fast as a person reads, in tokens a second. */
const READING_PACE = 5

/** What the last run measured takes the place of what was only judged. */
function MeasuredLine({ speed }: { speed: number }) {
  const verdict = speed < READING_PACE ? 'runs-slowly' : 'runs-well'
  return (
    <p className="text-xs numerals">
      <span className={classNames('font-semibold', TONES[verdict])}>{VERDICT_WORDS[verdict]}</span>
      {`: ${formatSpeed(speed)} tokens/s, measured in the last run`}
    </p>
  )
}

const formatSpeed = (speed: number) => (speed < 10 ? speed.toFixed(1) : String(Math.round(speed)))
