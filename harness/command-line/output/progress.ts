// Where a long run is, in one line: how many came to their end, how fast, how many mails, and about how long it still takes.
import { countText } from './count-text.ts'

export interface Counted {
  entered: number
  ended: number
  mailed: number
}

/** Lines that stay come at first every few seconds, and the rarer the longer a run takes: a log of hours is not read line by line. */
export const nextProgressMs = (realMs: number): number => realMs + Math.max(EVERY_MS, realMs / 10)

const EVERY_MS = 5_000

/**
 * "1,200 of 20,000 customers done, 400 a second, 1,100 mails, about 47 s left". Of customers who go through one after the other
 * nobody knows how many are still to come.
 */
export function progressText({ entered, ended, mailed }: Counted, realMs: number): string {
  const isEntering = ended === 0
  const inTurn = entered - ended === 1
  const rate = ((isEntering ? entered : ended) * 1_000) / Math.max(realMs, 1)
  const leftMs = isEntering || inTurn ? undefined : ((entered - ended) * 1_000) / rate
  return [
    isEntering
      ? `${countText(entered)} customers entered`
      : `${countText(ended)}${inTurn ? '' : ` of ${countText(entered)}`} customers done`,
    `${countText(Math.round(rate))} a second`,
    `${countText(mailed)} mails`,
    ...(leftMs === undefined || leftMs === 0 ? [] : [`about ${countText(Math.ceil(leftMs / 1_000))} s left`]),
  ].join(', ')
}
