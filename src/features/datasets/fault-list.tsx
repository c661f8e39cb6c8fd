import { Button } from '../../ui/button'
import { saveFile } from '../save-file'
import type { FileFault } from './protocol'

/** More are counted and saved, not listed. */
const LISTED = 50

/** What was left out, where and why; the whole list can be saved. */
export function FaultList({ faults, count }: { faults: readonly FileFault[]; count: number }) {
  if (count === 0) return null
  return (
    <section aria-label="Faults" className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold numerals">
          Faults: {count.toLocaleString()}. The rows without a fault were taken.
        </h2>
        <Button
          size="sm"
          onClick={() => saveFile('import-faults.csv', 'text/csv;charset=utf-8', writeFaults(faults))}
        >
          Save the list
        </Button>
      </div>
      <ul className="border-t border-line text-sm">
        {faults.slice(0, LISTED).map((fault, index) => (
          <li key={index} className="border-b border-line py-1.5 wrap-anywhere">
            <span className="font-medium">{describePlace(fault)}</span>{' '}
            {fault.field !== '' && <code className="text-xs">{fault.field}</code>} {fault.reason}
          </li>
        ))}
      </ul>
      {count > LISTED && (
        <p className="text-xs text-ink-faint numerals">
          and {(count - LISTED).toLocaleString()} more
          {count > faults.length && `; the list holds the first ${faults.length.toLocaleString()}`}
        </p>
      )}
    </section>
  )
}

function describePlace({ file, part, rowNumber, line }: FileFault): string {
  const name = part === null ? file : `${file}, ${part}`
  if (line !== null) return `${name}, line ${line}:`
  return rowNumber === null ? `${name}:` : `${name}, row ${rowNumber}:`
}

function writeFaults(faults: readonly FileFault[]): string {
  const rows = faults.map(({ file, part, rowNumber, line, field, reason }) =>
    [file, part ?? '', rowNumber ?? '', line ?? '', field, reason].map(quote).join(','),
  )
  return ['file,part,row,line,field,reason', ...rows].join('\r\n')
}

/** A cell that a spreadsheet takes for text, whatever it begins with. */
function quote(value: string | number): string {
  const text = String(value)
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
