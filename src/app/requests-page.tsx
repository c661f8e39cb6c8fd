import { useSyncExternalStore } from 'react'
import { classNames } from '../ui/class-names'
import { showToast } from '../ui/toasts'
import { Button } from '../ui/button'
import { Switch } from '../ui/switch'
import type { Answer, RequestRecord } from './network/protocol'
import type { HostPurpose } from './network/allowed-host'
import { networkLock, outside, requestLog } from './network/start-network'

/** What a narrow screen has no room for. */
const ON_WIDE: Readonly<Record<string, string>> = { Time: 'max-sm:hidden', For: 'max-sm:hidden' }

const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  cache: 'kept copy',
  network: 'this site',
  refused: 'refused by the lock',
  blocked: 'blocked by the page’s policy',
  failed: 'failed',
}

/** Every request since this page was loaded, and the lock that refuses them all. */
export function RequestsPage() {
  const lock = useSyncExternalStore(networkLock.subscribe, networkLock.getSnapshot)
  const { requests, omitted } = useSyncExternalStore(requestLog.subscribe, requestLog.getSnapshot)
  async function setLock(isLocked: boolean) {
    const isEnforced = await networkLock.set(isLocked)
    if (!isEnforced)
      showToast('Nothing can enforce the lock in this browser window. Other hosts are still forbidden.')
  }
  return (
    <div className="mx-auto max-w-5xl px-4 py-6 sm:px-6">
      <h1 className="font-serif text-2xl font-semibold">Network</h1>
      <p className="mt-2 max-w-prose text-ink-soft">
        The page may ask no host but its own, {location.host}, and those you allowed. Words of a case go to a
        model server you chose and nowhere else. Below is every request made since the page was loaded.
      </p>
      <div className="mt-4">
        <Switch
          label="Network lock: refuse every request, to this site too"
          isOn={lock === 'on'}
          onChange={(isOn) => void setLock(isOn)}
        />
        {lock === 'unavailable' && (
          <p className="mt-1 text-xs text-caution">
            The lock needs the app’s service worker, which this browser window did not start. Other hosts are
            forbidden all the same.
          </p>
        )}
      </div>
      <AllowedHosts />
      <h2 className="mt-6 text-sm font-semibold numerals">
        {requests.length} {requests.length === 1 ? 'request' : 'requests'} since load
        {omitted > 0 && `, ${omitted} older ones not listed`}
      </h2>
      <div
        tabIndex={0}
        role="region"
        aria-label="List of requests"
        className="mt-2 overflow-x-auto border-y border-line bg-surface"
      >
        <table className="w-full text-left text-xs">
          <thead className="text-ink-faint">
            <tr>
              {['Time', 'Address', 'For', 'Answered by', 'Size'].map((name) => (
                <th
                  key={name}
                  scope="col"
                  className={classNames('px-3 py-1.5 font-semibold max-sm:px-1.5', ON_WIDE[name])}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {requests.map((request) => (
              <RequestRow key={request.id} request={request} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

const PURPOSE_WORDS: Readonly<Record<HostPurpose, string>> = {
  'model-server': 'gets the words of cases',
  'model-source': 'models are fetched from it',
}

/** The hosts outside that a person allowed, and the way to take that back. */
function AllowedHosts() {
  const { hosts } = useSyncExternalStore(outside.hosts.subscribe, outside.hosts.getSnapshot)
  return (
    <section className="mt-6">
      <h2 className="text-sm font-semibold">Other hosts you allowed</h2>
      {hosts.length === 0 && <p className="mt-1 text-sm text-ink-soft">No other host is allowed.</p>}
      <ul>
        {hosts.map(({ origin, purposes }) => (
          <li
            key={origin}
            className="flex flex-wrap items-center gap-x-3 border-b border-line py-1.5 text-sm"
          >
            <span className="font-medium wrap-anywhere">{origin}</span>
            <span className="text-xs text-ink-faint">
              {purposes.map((purpose) => PURPOSE_WORDS[purpose]).join(', ')}
            </span>
            <Button
              size="sm"
              tone="quiet"
              className="ml-auto"
              aria-label={`Forbid ${origin}`}
              onClick={() => void outside.hosts.forbidHost(origin)}
            >
              Forbid
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function RequestRow({ request }: { request: RequestRecord }) {
  const isStopped = request.answer === 'refused' || request.answer === 'blocked'
  const { origin } = location
  const address = request.url.startsWith(`${origin}/`) ? request.url.slice(origin.length) : request.url
  const cell = 'px-3 py-1 max-sm:px-1.5'
  return (
    <tr className="border-t border-line">
      <td className={classNames(cell, ON_WIDE['Time'], 'whitespace-nowrap text-ink-faint numerals')}>
        {new Date(request.time).toLocaleTimeString()}
      </td>
      <td className={classNames(cell, 'wrap-anywhere')}>{address}</td>
      <td className={classNames(cell, ON_WIDE['For'], 'text-ink-soft')}>{request.destination}</td>
      <td className={classNames(cell, isStopped && 'font-semibold text-caution')}>
        {ANSWER_WORDS[request.answer]}
      </td>
      <td className={classNames(cell, 'whitespace-nowrap text-ink-faint numerals')}>
        {request.bytes === null ? '–' : `${Math.ceil(request.bytes / 1024)} kB`}
      </td>
    </tr>
  )
}
