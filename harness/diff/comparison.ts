// Two versions over one population, from files to differences.
import type { Config } from '../config.ts'
import { type Difference, differencesOf } from './compare.ts'
import { type Lacking, lackingIn } from './lacking.ts'
import { rehearse } from './rehearse.ts'
import { readSides } from './sides.ts'

export interface Comparison {
  a: string
  b: string
  /** How many either side has met. */
  customers: number
  differences: Difference[]
  lacking: Lacking[]
}

/** Throws SandboxError when a side cannot be read, loaded or brought to an end. */
export async function compare(a: string, b: string, config: Config): Promise<Comparison> {
  const [one, other] = await readSides(a, b, config.world)
  const lacking = await lackingIn(other.read, one.read)
  const first = await rehearse(one.read, config)
  const second = await rehearse(other.read, config)
  return {
    a: one.name,
    b: other.name,
    customers: new Set([...first.stories.keys(), ...second.stories.keys()]).size,
    differences: differencesOf(first.stories, second.stories),
    lacking,
  }
}
