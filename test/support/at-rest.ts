// Waiting for a sandbox in process without a trace in its journal.
import type { Sandbox } from '../../harness/index.ts'

/** Nothing runs and nothing is due. Looking leaves nothing in the journal, as `settle` would. */
export async function atRest({ clock }: Sandbox): Promise<void> {
  for (;;) {
    const { now, pending, heldBy } = await clock.state()
    if (heldBy === undefined && (pending[0] === undefined || pending[0].dueAt > now)) return
    await new Promise(setImmediate)
  }
}
