// The customer that a request of the Data API names, or the vendor's 404.
import type { Customer } from '../customers/customers.ts'
import { customerDoesNotExist } from '../errors.ts'
import type { Records } from '../records.ts'
import { readCustomerIds } from '../schemas/customer-ids.ts'
import type { BloomreachSettings } from '../settings.ts'

export function demandCustomer(
  { customers, settings }: Pick<Records, 'customers'> & { settings: BloomreachSettings },
  customerIds: unknown,
): Customer {
  const customer = customers.find(readCustomerIds(customerIds, settings))
  if (customer !== undefined) return customer
  throw customerDoesNotExist(
    settings.readLagMs > 0
      ? `Writes become visible ${settings.readLagMs} ms later (setting readLagMs): it may still be on its way.`
      : undefined,
  )
}
