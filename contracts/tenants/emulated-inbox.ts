// The embedded inbox behind the contract's face, without a port.
import { startSandbox } from '../../harness/index.ts'
import type { InboxTenant } from '../tests-to-inbox/states.ts'

export async function startEmulatedInbox(): Promise<InboxTenant & { stop(): Promise<void> }> {
  const sandbox = await startSandbox({ listen: false, seed: 'contracts', world: {} })
  let last = 0
  return {
    async answer(request) {
      const { pathname, search } = new URL(request.url)
      const body = ['GET', 'HEAD'].includes(request.method) ? undefined : await request.text()
      return sandbox.inboxFetch(pathname + search, {
        method: request.method,
        headers: request.headers,
        ...(body === undefined || body === '' ? {} : { body }),
      })
    },
    newRecipient: () => `contract-${++last}@example.com`,
    made: [],
    stop: () => sandbox.stop(),
  }
}
