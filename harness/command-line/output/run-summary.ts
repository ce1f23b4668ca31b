// What came of a run, in one line: who entered and how it ended for them, and how long it took in both times.
import type { Entry } from '../../../mocks/kit/journal.ts'
import { countText } from './count-text.ts'

export interface Tallied {
  entered: number
  mailed: number
  suppressed: number
  failed: number
  /** Values that a mail shows nothing for. */
  undefinedPrinted: number
}

export class RunSummary {
  /** Ways through a scenario that came to their end. */
  ended = 0
  readonly tallied: Tallied = { entered: 0, mailed: 0, suppressed: 0, failed: 0, undefinedPrinted: 0 }

  take({ kind, because }: Entry): void {
    if (kind === 'bloomreach.run-ended') this.ended++
    if (kind === 'bloomreach.run-entered') this.tallied.entered++
    else if (kind === 'bloomreach.undefined-printed') this.tallied.undefinedPrinted++
    else if (kind === 'bloomreach.email-sent') this.tallied.mailed++
    else if (kind === 'bloomreach.run-ended' && because === 'failed') this.tallied.failed++
    else if (kind === 'bloomreach.run-ended' && because === 'suppressed') this.tallied.suppressed++
  }
}

interface Took {
  waiting: number
  virtualMs: number
  realMs: number
}

/** "4 entered, 3 mailed, 1 suppressed, 0 failed; 1 minute of virtual time, 41 ms". */
export function summaryText(tallied: Tallied, { waiting, virtualMs, realMs }: Took): string {
  const { undefinedPrinted, ...counted } = tallied
  const counts: Record<string, number> = {
    ...counted,
    ...(undefinedPrinted === 0 ? {} : { 'undefined printed as nothing': undefinedPrinted }),
    ...(waiting === 0 ? {} : { 'still waiting': waiting }),
  }
  const told = Object.entries(counts).map(([name, count]) => `${countText(count)} ${name}`)
  return `${told.join(', ')}; ${lengthText(virtualMs)} of virtual time, ${realLength(realMs)}`
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** In the largest unit that leaves nothing over: "90 minutes"; below a second in milliseconds. */
function lengthText(ms: number): string {
  if (ms === 0) return '0 seconds'
  const [unit, size] = UNITS.find(([, length]) => ms % length === 0) ?? ['millisecond', 1]
  const count = ms / size
  return `${countText(count)} ${unit}${count === 1 ? '' : 's'}`
}

const realLength = (ms: number): string =>
  ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
