// One customer's story in order, across both vendors and the inbox.

import type { Journal } from '../mocks/kit/journal.ts'
import { msToIso } from '../mocks/kit/time/duration.ts'
import { sentenceOf } from './command-line/output/trace.ts'

/** Entries inherit their customer from what caused them, so the vendor's and the inbox's side are in the story too. */
export function timelineOf(journal: Journal, customer: string, newest?: number) {
  return journal.read({ customer, newest, limit: Number.POSITIVE_INFINITY }).map(entry => {
    const { customer: _, ...rest } = entry
    return { ...rest, at: msToIso(entry.at), ...sentenceOf(entry) }
  })
}
