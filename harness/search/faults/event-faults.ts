// What may happen to an event that comes in: it comes twice, late, or after the one that followed it.
import type { Fault } from './fault.ts'

export const EVENT_FAULTS: readonly Fault[] = [
  { name: 'duplicate', kind: 'event', does: 'the event is tracked twice' },
  { name: 'late', kind: 'event', does: 'the event comes an hour after everything else' },
  { name: 'reordered', kind: 'event', does: 'the event comes after the one that followed it' },
]
