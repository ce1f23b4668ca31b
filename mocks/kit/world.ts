// Everything that one sandbox owns: two worlds in one process share nothing.
import { Chance, Stands } from './chance.ts'
import { Faults } from './faults.ts'
import { Journal } from './journal.ts'
import { State } from './state.ts'
import type { Clock, DrivenClock } from './time/clock.ts'
import { RealClock } from './time/real-clock.ts'
import { type ClockLimits, VirtualClock } from './time/virtual-clock.ts'
import { Traffic, type TrafficLimits } from './traffic/traffic.ts'
import { Works } from './works.ts'

/** What the houses see of it. */
export interface World {
  readonly clock: Clock
  readonly chance: Chance
  readonly journal: Journal
  readonly traffic: Traffic
  readonly faults: Faults
  readonly seed: string
  /** What it does now, for whoever watches. */
  readonly works: Works
  /** Whatever it keeps between two requests. */
  readonly state: State
}

export interface WorldOptions {
  clock?: 'fast' | 'manual' | 'real'
  /** Milliseconds since the epoch; the real clock ignores it. */
  startsAt?: number | undefined
  seed?: string
  clockLimits?: Partial<ClockLimits> | undefined
  journalCapacity?: number
  traffic?: Partial<TrafficLimits> | undefined
}

const FIXED_START = Date.UTC(2026, 0, 5, 9)

export function createWorld({
  clock: mode = 'fast',
  startsAt = FIXED_START,
  seed = 'tutorial',
  clockLimits,
  journalCapacity,
  traffic: trafficLimits,
}: WorldOptions = {}): World & { readonly clock: DrivenClock } {
  const whenEndless = (message: string) => void journal.append({ kind: 'sandbox.clock-stopped', message })
  const clock =
    mode === 'real' ? new RealClock() : VirtualClock[mode](startsAt, { ...clockLimits, whenEndless })
  const now = () => clock.now()
  const journal = new Journal(journalCapacity === undefined ? { now } : { now, capacity: journalCapacity })
  const chance = new Chance(seed)
  const traffic = new Traffic(trafficLimits)
  const faults = new Faults()
  const state = new State()
  const works = new Works()
  clock.works = works
  state.keepAll('world', { clock, journal, traffic, faults, chance: new Stands(chance) })
  return { clock, chance, journal, traffic, faults, seed, state, works }
}
