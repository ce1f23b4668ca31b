// A customer as a request names one: by the internal id or by any other.
import type { Bloomreach } from '../../mocks/bloomreach/index.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'

export function customerByAnyId(bloomreach: Bloomreach, id: string) {
  const customer = bloomreach.customers.get(id) ?? bloomreach.customers.findByAny(id)
  if (customer !== undefined) return customer
  throw new SandboxError(
    'customer-not-found',
    `Cannot find the customer ${JSON.stringify(id)}: none has this id.`,
    { remedy: `Use any of a customer's ids, percent-encoded.` },
  )
}
