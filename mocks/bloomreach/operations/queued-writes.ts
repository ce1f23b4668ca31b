// Every kind of write that may wait in the queue.
import { invariant } from '../../kit/invariant.ts'
import type { JobKind } from '../../kit/time/job-kinds.ts'
import type { House, WaitingWrite } from '../house.ts'
import { anonymizing } from './anonymize-customers.ts'
import { itemChange, itemChanges, itemsDeletion } from './catalogs/item-changes.ts'
import { eventWrite } from './track-event.ts'
import { propertiesWrite } from './update-customer.ts'
import type { QueuedWrite } from './write-queue.ts'

const WRITES: readonly QueuedWrite<House, never>[] = [
  eventWrite,
  propertiesWrite,
  anonymizing,
  itemChange,
  itemChanges,
  itemsDeletion,
]

/** `house` is complete by the time that the first of them takes effect. */
export function createWriteQueue(house: Omit<House, 'writeQueue'>): JobKind<WaitingWrite> {
  const byName = new Map(WRITES.map(write => [write.name, write]))
  const writeOf = (name: string) => {
    const write = byName.get(name)
    invariant(write !== undefined, `nobody knows the write ${name}`)
    return write
  }
  const whole = (): House => ({ ...house, writeQueue })
  const writeQueue: JobKind<WaitingWrite> = house.world.clock.performs<WaitingWrite>('bloomreach/write', {
    label: ({ write, data }) => writeOf(write).label(data as never, whole()),
    run: ({ write, data }) => writeOf(write).apply(whole(), data as never),
  })
  return writeQueue
}
