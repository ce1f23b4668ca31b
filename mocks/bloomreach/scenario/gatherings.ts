// Customers who stand at a webhook until all who came together have come by, because it sends for several at once.
import type { Run } from '../visit/run.ts'
import type { Gathering } from '../webhook/gathered.ts'

export class Gatherings {
  #byPlace = new Map<string, Gathering>()

  save() {
    return this.#byPlace
  }

  restore(byPlace: ReturnType<Gatherings['save']>): void {
    this.#byPlace = byPlace
  }

  /** `text` is what the customer template of a batch gave. */
  join(run: Run, text: string | undefined): void {
    const key = `${run.scenarioId}/${run.node}/${run.version}/${run.chunk.id}`
    const gathering = this.#byPlace.get(key)
    if (gathering !== undefined) gathering.members.push({ run, text })
    else this.#byPlace.set(key, { scenarioId: run.scenarioId, members: [{ run, text }] })
  }

  /** Each of them once; those that form meanwhile come too. */
  *take(): Generator<Gathering> {
    for (const [key, gathering] of this.#byPlace) {
      this.#byPlace.delete(key)
      yield gathering
    }
  }
}
