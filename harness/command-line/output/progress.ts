// Where a long run is, in one line: how many came to their end, how fast, how many mails, and about how long it still takes.
import { countText } from './count-text.ts'

export interface Counted {
  entered: number
  ended: number
  mailed: number
}

/** "1,200 of 20,000 customers done, 400 a second, 1,100 mails, about 47 s left". */
export function progressText({ entered, ended, mailed }: Counted, realMs: number): string {
  const isEntering = ended === 0
  const rate = ((isEntering ? entered : ended) * 1_000) / Math.max(realMs, 1)
  const leftMs = isEntering ? undefined : ((entered - ended) * 1_000) / rate
  return [
    isEntering
      ? `${countText(entered)} customers entered`
      : `${countText(ended)} of ${countText(entered)} customers done`,
    `${countText(Math.round(rate))} a second`,
    `${countText(mailed)} mails`,
    ...(leftMs === undefined || leftMs === 0 ? [] : [`about ${countText(Math.ceil(leftMs / 1_000))} s left`]),
  ].join(', ')
}
