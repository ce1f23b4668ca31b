// Customers who stand at a webhook until all who came together have come by, because it sends for several at once: before the job
// that brought them ends.
import type { Path } from './path.ts'

export interface Gathering {
  readonly members: { path: Path; text: string | undefined }[]
}

export class Gatherings {
  readonly #byPlace = new Map<string, Gathering>()

  /** `text` is what the customer template of a batch gave. */
  join(path: Path, text: string | undefined): void {
    const { scenarioId, node, version, chunk } = path.run
    const key = `${scenarioId}/${node}/${version}/${chunk}`
    const gathering = this.#byPlace.get(key)
    if (gathering !== undefined) gathering.members.push({ path, text })
    else this.#byPlace.set(key, { members: [{ path, text }] })
  }

  /** Each of them once; those that form meanwhile come too. */
  *take(): Generator<Gathering> {
    for (const [key, gathering] of this.#byPlace) {
      this.#byPlace.delete(key)
      yield gathering
    }
  }
}
