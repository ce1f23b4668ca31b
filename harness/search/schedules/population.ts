// Who takes part in a search: the first customers of a world, or those who are named.
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import type { ReadWorld } from '../../world/definition.ts'

type Customers = NonNullable<NonNullable<ReadWorld['data']['bloomreach']>['customers']>
type Customer = Customers[number]

export const nameOfCustomer = ({ ids }: Customer): string =>
  String(ids.registered ?? Object.values(ids)[0] ?? '')

export const customersOf = ({ data }: ReadWorld): Customers => data.bloomreach?.customers ?? []

export const firstCustomers = (read: ReadWorld, count: number): ReadWorld =>
  withCustomers(read, customersOf(read).slice(0, count))

/** Throws SandboxError `another-world` for somebody who is not in it. */
export function onlyCustomers(read: ReadWorld, names: readonly string[]): ReadWorld {
  const known = new Set(customersOf(read).map(nameOfCustomer))
  const stranger = names.find(name => !known.has(name))
  if (stranger !== undefined) {
    const problem = `Cannot replay: this world has no customer ${JSON.stringify(stranger)}.`
    throw new SandboxError('another-world', problem, {
      remedy: 'Name the world that was searched with --world.',
    })
  }
  return withCustomers(
    read,
    customersOf(read).filter(customer => names.includes(nameOfCustomer(customer))),
  )
}

export function withCustomers(read: ReadWorld, customers: Customers): ReadWorld {
  const { bloomreach } = read.data
  if (bloomreach === undefined) return read
  return { ...read, data: { ...read.data, bloomreach: { ...bloomreach, customers } } }
}

export const namesIn = (read: ReadWorld): string[] => customersOf(read).map(nameOfCustomer)
