// How a person is named on a line: by what their own systems call them.
import type { Sandbox } from '../../index.ts'

export function customerName(sandbox: Pick<Sandbox, 'bloomreach'>, customer: string): string {
  const ids = sandbox.bloomreach.customers.get(customer)?.ids ?? {}
  return String(ids.registered ?? Object.values(ids)[0] ?? customer)
}
