import { classNames } from './class-names'

/** Drawn for Rounds on a 16-unit grid, one stroke, so that they sit with text. */
const PATHS = {
  close: 'M4 4l8 8M12 4l-8 8',
  play: 'M5 3.5v9l7-4.5z',
  stop: 'M4.5 4.5h7v7h-7z',
  pause: 'M5.5 4v8M10.5 4v8',
  step: 'M4 3.5v9l6-4.5zM12 4v8',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.2 3.2',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  unlock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 4.8-1',
  check: 'M3 8.5l3.2 3.2L13 5',
  cross: 'M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6',
  dash: 'M3.5 8h9',
  flag: 'M4 14V2.5M4 3h8l-2 3 2 3H4',
  warning: 'M8 2.5L14 13H2zM8 6.5v3M8 11.2v.3',
  up: 'M8 12.5v-9M4.5 7L8 3.5 11.5 7',
  down: 'M8 3.5v9M4.5 9L8 12.5 11.5 9',
  plus: 'M8 3.5v9M3.5 8h9',
  edit: 'M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.7L11.3 7',
  copy: 'M5.5 5.5h7v7h-7zM3.5 10.5v-7h7',
  trash: 'M3.5 4.5h9M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9',
  undo: 'M3 6.5h6.5a3.2 3.2 0 0 1 0 6.5H6M5.5 4L3 6.5 5.5 9',
  redo: 'M13 6.5H6.5a3.2 3.2 0 0 0 0 6.5H10M10.5 4L13 6.5 10.5 9',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  moon: 'M13 9.3A5.4 5.4 0 0 1 6.7 3a5.4 5.4 0 1 0 6.3 6.3z',
  screen: 'M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5',
  download: 'M8 2.5v7.5M5 7l3 3 3-3M3 13h10',
  upload: 'M8 10V2.5M5 5.5l3-3 3 3M3 13h10',
  print: 'M4.5 6V2.5h7V6M4.5 11.5H3V6h10v5.5h-1.5M4.5 9.5h7v4h-7z',
  help: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM6.3 6.3a1.8 1.8 0 1 1 2.4 1.9c-.5.2-.7.5-.7 1.1M8 11.3v.2',
  grip: 'M6 4h.1M10 4h.1M6 8h.1M10 8h.1M6 12h.1M10 12h.1',
  compare: 'M2.5 3h4.5v10H2.5zM9 3h4.5v10H9z',
  back: 'M12.5 8h-9M7 4.5L3.5 8 7 11.5',
  present: 'M2.5 3h11v7.5h-11zM8 10.5V13M5.5 13.5L8 11l2.5 2.5',
  disk: 'M3 3h8l2 2v8H3zM5.5 3v3.5h4V3M5.5 13V9.5h5V13',
} as const

const SIZES = { xs: 'size-3', sm: 'size-3.5', md: 'size-4' } as const

export type IconName = keyof typeof PATHS

interface IconProps {
  readonly name: IconName
  /** `sm` goes with small type. */
  readonly size?: keyof typeof SIZES
  readonly className?: string
}

/** A decorative icon: the text beside it or the control's label carries the meaning. */
export function Icon({ name, size = 'md', className }: IconProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={classNames(SIZES[size], 'shrink-0', className)}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' || name === 'grip' ? 2 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
