// One customer's story in order, across both vendors and the inbox.
import type { Entry } from '../mocks/kit/journal.ts'
import { msToIso } from '../mocks/kit/time/duration.ts'
import { sentenceOf } from './command-line/output/trace.ts'
import { withoutSecrets } from './traffic/without-secrets.ts'

/** Entries inherit their customer from what caused them, so the vendor's and the inbox's side are in the story too. */
export function toldEntry(entry: Entry) {
  const { customer: _, ...rest } = withoutSecrets(entry)
  return { ...rest, at: msToIso(entry.at), ...sentenceOf(entry) }
}
