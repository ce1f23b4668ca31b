// Customers who flow through a node in the preview, and the few ways in which nodes let them go on.
import type { Customer } from '../../customers/customers.ts'
import { DEFAULT_EXIT } from '../../definition/exits.ts'
import type { House } from '../../house.ts'
import type { Step, Visit } from '../../visit/step.ts'

/** How often each customer comes by: once for each way that leads there. */
export type Flow = ReadonlyMap<Customer, number>

export interface Previewed {
  /** Who is counted at the node. */
  counted: Flow
  /** Who leaves by which exit. */
  parts: [exit: string, flow: Flow][]
}

export interface Scene {
  house: House
  /** A visit that leaves nothing behind. */
  visitOf(customer: Customer): Visit
}

export type PreviewNode<N> = (node: N, arriving: Flow, scene: Scene) => Previewed

export const allGoOn = (_: unknown, arriving: Flow): Previewed => ({
  counted: arriving,
  parts: [[DEFAULT_EXIT, arriving]],
})

/** Those for whom it holds; of a trigger, those who would enter. */
export const thoseGoOn =
  <N>(holds: (node: N, customer: Customer, house: House) => boolean): PreviewNode<N> =>
  (node, arriving, { house }) =>
    allGoOn(node, new Map([...arriving].filter(([customer]) => holds(node, customer, house))))

/** Each by the exit that the node itself decides on; whose template fails goes no further. */
export const eachDecides =
  <N>(visit: (node: N, visit: Visit, house: House) => Step): PreviewNode<N> =>
  (node, arriving, { house, visitOf }) => {
    const parts = new Map<string, Map<Customer, number>>()
    for (const [customer, times] of arriving) {
      const step = visit(node, visitOf(customer), house)
      if (step.kind !== 'leave') continue
      const exit = step.exit ?? DEFAULT_EXIT
      const part = parts.get(exit) ?? new Map()
      parts.set(exit, part.set(customer, times))
    }
    return { counted: arriving, parts: [...parts] }
  }
