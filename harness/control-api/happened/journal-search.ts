// Searches the journal, the newest first: a long one in portions, between which the process serves everything else.
import type { Entry, Journal, JournalQuery } from '../../../mocks/kit/journal.ts'
import { breathe } from '../../../mocks/kit/time/breath.ts'
import { sentenceOf } from '../../command-line/output/trace.ts'
import { withoutSecrets } from '../../traffic/without-secrets.ts'

export interface Wanted extends Pick<JournalQuery, 'after' | 'customer' | 'kind'> {
  node?: number | undefined
  /** A part of its sentence or of its fields, in any case. */
  text?: string | undefined
}

const PORTION = 500

/** Answers them oldest first. What is hidden is not found either. */
export async function searchJournal(journal: Journal, wanted: Wanted, most: number): Promise<Entry[]> {
  const { after = 0, customer, kind } = wanted
  const fits = fitting(wanted)
  const found: Entry[] = []
  let before = journal.last + 1
  while (before > after + 1 && found.length < most) {
    const portion = journal.read({ after, before, customer, kind, newest: PORTION, limit: PORTION })
    found.push(...portion.filter(fits).reverse())
    if (portion.length < PORTION) break
    before = portion[0]?.seq ?? 0
    await breathe()
  }
  return found.slice(0, most).reverse()
}

/** The oldest of those that fit by customer and kind. */
export async function firstEntries(
  journal: Journal,
  { after, customer, kind }: Wanted,
  most: number,
): Promise<Entry[]> {
  const found: Entry[] = []
  for (const portion of journal.portions({ after, customer, kind })) {
    found.push(...portion)
    if (found.length >= most) break
    await breathe()
  }
  return found.slice(0, most)
}

export function fitting({ node, text }: Wanted): (entry: Entry) => boolean {
  const words = text?.toLowerCase()
  return entry => {
    if (node !== undefined && entry.node !== node) return false
    if (words === undefined) return true
    const shown = withoutSecrets(entry)
    return (
      sentenceOf(shown).text.toLowerCase().includes(words) ||
      JSON.stringify(shown).toLowerCase().includes(words)
    )
  }
}
