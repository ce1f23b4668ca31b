// The lines of the exchange that explains a failure, for the trace of a failed command and for reports.
import type { Entry } from '../../mocks/kit/journal.ts'
import { isFailure } from '../command-line/output/trace.ts'
import type { Live } from '../life.ts'
import { exchangeLines, type Length } from './exchange-lines.ts'
import { explainOnce } from './explaining-exchange.ts'
import { knownSecrets } from './known-secrets.ts'
import { type MaskWords, maskWords } from './masked-words.ts'
import { shownExchange } from './shown-exchange.ts'

/** Of an entry that is no failure, or of nothing that went over the wire: none. */
export type TellExchange = (entry: Entry) => string[]

export function toldExchange(
  life: Pick<Live, 'world' | 'talonOne' | 'bloomreach'>,
  length: Length,
): TellExchange {
  const { journal, traffic } = life.world
  const explain = explainOnce(journal)
  let mask: MaskWords | undefined
  return entry => {
    const seq = isFailure(entry) ? explain(entry) : undefined
    const request = seq === undefined ? undefined : journal.get(seq)
    const kept = seq === undefined ? undefined : traffic.get(seq)
    if (kept === undefined || request === undefined) return []
    mask ??= maskWords(knownSecrets(life))
    return exchangeLines(shownExchange(kept, request, mask), length)
  }
}
