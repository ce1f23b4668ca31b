// One customer's story in order, across both vendors and the inbox.
import { msToIso } from '../mocks/kit/duration.ts'
import type { Entry, Journal } from '../mocks/kit/journal.ts'
import { sentenceOf } from './command-line/trace.ts'

export interface TimelineEntry {
  seq: number
  at: string
  kind: string
  text: string
  /** A step in between, which the trace leaves out. */
  detail: boolean
  [detail: string]: unknown
}

/** Entries inherit their customer from what caused them, so the vendor's and the inbox's side are in the story too. */
export function timelineOf(journal: Journal, customer: string): TimelineEntry[] {
  const entries = journal.read({ customer, limit: Number.POSITIVE_INFINITY })
  return entries.map(entry => ({ ...withoutCustomer(entry), at: msToIso(entry.at), ...sentenceOf(entry) }))
}

function withoutCustomer({
  customer: _,
  ...rest
}: Entry): Omit<Entry, 'customer'> & { seq: number; kind: string } {
  return rest as Entry
}
