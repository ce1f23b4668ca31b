// What the control API is given of the sandbox that it drives.
import type { Bloomreach } from '../../mocks/bloomreach/index.ts'
import type { DrivenClock } from '../../mocks/kit/time/clock.ts'
import type { World } from '../../mocks/kit/world.ts'
import type { TalonOne } from '../../mocks/talon-one/index.ts'
import type { Checkpoints } from '../running/checkpoints.ts'
import type { Searches } from '../running/searches.ts'
import type { Ready } from './ready.ts'
import type { Neighbours } from './worlds/world.ts'

/** `live` is exchanged by a reset. */
export interface Controlled {
  /** Of this world. */
  id: string
  /** Stands before every path of it. */
  base: string
  /** All worlds of the server. */
  worlds(): Neighbours
  live(): { world: World & { clock: DrivenClock }; talonOne: TalonOne; bloomreach: Bloomreach }
  ready(): Ready
  /** A mail of the inbox, by its id there. */
  readMail(id: string): Promise<{ subject: string; html: string; text: string }>
  /** Asks one of the vendors, in process. */
  ask(request: Request): Promise<Response>
  reset(): Promise<void>
  checkpoints: Checkpoints
  searches: Searches
  /** What a search is made of, as `--world` and `--seed` name it. */
  searched(): { world: string; seed: string }
  /** A snapshot, in pieces. */
  snapshot(): Promise<Buffer[]>
  /** Calls back for each journal entry and after a reset; answers a function that stops it. */
  onNews(tell: () => void): () => void
}
