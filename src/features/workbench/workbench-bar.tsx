import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ClinicalCase } from '../../domain/case'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import { Switch } from '../../ui/switch'
import { useExports } from './exports/use-exports'
import { SaveLine } from './grading/save-line'
import { RunBar } from './run/run-bar'
import { RunFacts } from './run/run-facts'
import { RunTree } from './run/run-tree'
import type { useWorkbench } from './use-workbench'
import { SafeText } from '../safe-text'
import { describeCase } from '../words'

interface WorkbenchBarProps {
  readonly bench: ReturnType<typeof useWorkbench>
  readonly current: ClinicalCase
  readonly commitFirst: { readonly isOn: boolean; set(isOn: boolean): void }
  readonly onPresent: () => void
  readonly onShowKeys: () => void
}

/** Title, run controls, saved state and the switches, in one line where there is room. */
export function WorkbenchBar({ bench, current, commitFirst, onPresent, onShowKeys }: WorkbenchBarProps) {
  const navigate = useNavigate()
  const exports = useExports()
  const [showsFacts, setShowsFacts] = useState(false)
  const [showsTree, setShowsTree] = useState(false)
  const { stored, subject } = bench
  const canExportRun = stored !== null && subject !== null && !bench.isRunning
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1.5 border-b border-line bg-surface px-4 py-1.5">
      <div className="min-w-0 max-sm:w-full sm:max-w-52 2xl:max-w-2xl">
        <h1
          className="line-clamp-2 font-serif text-base leading-[1.15] font-semibold 2xl:text-lg"
          title={current.title}
        >
          <SafeText text={current.title} />
        </h1>
        <p className="truncate text-2xs text-ink-faint lg:hidden">{describeCase(current)}</p>
      </div>
      <RunBar
        runs={bench.runs}
        selected={bench.stored}
        isRunning={bench.isRunning}
        onRun={bench.reason}
        onStop={bench.stop}
        onSelect={bench.showRun}
      />
      <div className="ml-auto flex flex-wrap items-center gap-x-2 gap-y-1">
        <SaveLine />
        <Switch
          label="Commit first"
          isOn={commitFirst.isOn}
          onChange={commitFirst.set}
          title="Write your own top 3 before the run is shown"
        />
        <div className="flex items-center gap-1">
          <Button size="sm" tone="quiet" title="Present (p)" onClick={onPresent}>
            <Icon name="present" />
            <span className="max-sm:sr-only">Present</span>
          </Button>
          <Button size="icon" tone="quiet" aria-label="Keys" title="Keys (?)" onClick={onShowKeys}>
            <Icon name="help" />
          </Button>
          <Menu
            tone="quiet"
            size="icon"
            ariaLabel="More"
            label={<Icon name="more" />}
            items={[
              {
                label: 'Edit case',
                icon: <Icon name="edit" />,
                onSelect: () => void navigate({ to: '/case/$caseId/edit', params: { caseId: current.id } }),
              },
              {
                label: 'Replay this run',
                icon: <Icon name="play" />,
                isDisabled: !canExportRun,
                onSelect: bench.startReplay,
              },
              {
                label: 'About this run',
                hint: 'Engine, model, prompt, seed, timing',
                icon: <Icon name="help" />,
                isDisabled: !canExportRun,
                onSelect: () => setShowsFacts(true),
              },
              {
                label: 'Runs of this case',
                hint: 'As a tree: what grew from what',
                icon: <Icon name="menu" />,
                isDisabled: bench.runs.length === 0 || bench.isRunning,
                onSelect: () => setShowsTree(true),
              },
              {
                label: 'Compare runs',
                icon: <Icon name="compare" />,
                isDisabled: bench.runs.length < 2 || bench.isRunning,
                onSelect: () =>
                  void navigate({
                    to: '/case/$caseId/compare',
                    params: { caseId: current.id },
                    search: { a: stored?.continuedFrom ?? undefined, b: stored?.id },
                  }),
              },
              {
                label: 'Second reader',
                hint: 'The knowledge engine’s list beside this one',
                icon: <Icon name="compare" />,
                isDisabled: !canExportRun || bench.isRunning || stored?.manifest.engine === 'knowledge',
                onSelect: bench.askSecondReader,
              },
              {
                label: 'Report',
                hint: 'A page to print or keep as PDF',
                icon: <Icon name="print" />,
                isDisabled: !canExportRun,
                onSelect: () => stored && subject && void exports.report(subject, stored),
              },
              {
                label: 'Steps and grades (.jsonl)',
                icon: <Icon name="download" />,
                isDisabled: !canExportRun,
                onSelect: () => stored && subject && void exports.steps(subject, stored),
              },
              {
                label: 'Whole case (.json)',
                hint: 'With runs and grades; can be imported again',
                icon: <Icon name="download" />,
                onSelect: () => void exports.bundle([current.id]),
              },
            ]}
          />
        </div>
      </div>
      {showsTree && (
        <RunTree
          runs={bench.runs}
          shown={stored}
          onShow={(run) => {
            setShowsTree(false)
            bench.showRun(run)
          }}
          onClose={() => setShowsTree(false)}
        />
      )}
      {showsFacts && stored && (
        <RunFacts run={stored} runs={bench.runs} onClose={() => setShowsFacts(false)} />
      )}
      {bench.isOldRevision && (
        <p className="w-full text-xs text-caution">
          This run reasoned about revision {bench.run?.caseRevision}; its words are shown.{' '}
          <Link to="/case/$caseId/edit" params={{ caseId: current.id }} className="underline">
            See revision {current.revision}
          </Link>
        </p>
      )}
    </div>
  )
}
