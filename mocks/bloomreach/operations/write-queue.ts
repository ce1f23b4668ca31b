// [D] about: write requests are queued. With the setting `readLagMs` a write takes effect that much later.
import type { JobKind, Plain } from '../../kit/time/job-kinds.ts'
import type { World } from '../../kit/world.ts'
import type { WaitingWrite } from '../house.ts'
import type { BloomreachSettings } from '../settings.ts'

/** What a write request changes once it takes effect: data until then, so that it can wait. */
export interface QueuedWrite<Deps, Data> {
  readonly name: string
  label(data: Data, house: Deps): string
  apply(house: Deps, data: Data): void
}

export interface QueueDeps {
  world: World
  settings: BloomreachSettings
  writeQueue: JobKind<WaitingWrite>
}

export function enqueueWrite<Deps extends QueueDeps, Data>(
  house: Deps,
  write: QueuedWrite<NoInfer<Deps>, Data>,
  data: NoInfer<Data & Plain<Data>>,
): void {
  const { world, settings, writeQueue } = house
  if (settings.readLagMs === 0) write.apply(house, data)
  else writeQueue.at(world.clock.now() + settings.readLagMs, { write: write.name, data })
}
