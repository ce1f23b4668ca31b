// Reads the journal for an explanation: what led to an entry, what it led to, and who wrote a thing last.
import type { Entry, Journal } from '../../mocks/kit/journal.ts'
import { msToIso } from '../../mocks/kit/time/duration.ts'
import { sentenceOf } from '../command-line/output/trace.ts'
import type { Line } from './explanation.ts'

export const lineOf = (entry: Entry): Line => ({
  seq: entry.seq,
  at: msToIso(entry.at),
  text: sentenceOf(entry).text,
})

/** From the first cause to the one before the entry. */
export function causesOf(journal: Journal, entry: Entry): Entry[] {
  const causes: Entry[] = []
  for (let cause = above(journal, entry); cause !== undefined; cause = above(journal, cause))
    causes.unshift(cause)
  return causes
}

const above = (journal: Journal, { causedBy }: Entry): Entry | undefined =>
  causedBy === undefined ? undefined : journal.get(causedBy)

/** What it caused by itself. */
export const effectsOf = (journal: Journal, { seq }: Entry): Entry[] =>
  journal
    .read({ after: seq, limit: Number.POSITIVE_INFINITY })
    .filter(({ causedBy, kind }) => causedBy === seq && !kind.endsWith('.response'))

/** The last entry before `seq` for which this holds. */
export function lastBefore(
  journal: Journal,
  seq: number,
  holds: (entry: Entry) => boolean,
): Entry | undefined {
  for (let at = seq - 1; at > 0; at--) {
    const entry = journal.get(at)
    if (entry !== undefined && holds(entry)) return entry
  }
  return undefined
}
