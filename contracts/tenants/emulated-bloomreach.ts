// Bloomreach's emulator behind the contract's face: its own token stands where the pact has the example's.
import { startSandbox } from '../../harness/index.ts'
import { TRACKING_EXAMPLE } from '../tracker-to-bloomreach/example.ts'

export interface BloomreachTenant {
  projectToken: string
  answer(request: Request): Promise<Response>
  stop(): Promise<void>
}

const TOKEN = 'public-token-of-the-contracts'

export async function startEmulatedBloomreach(): Promise<BloomreachTenant> {
  const sandbox = await startSandbox({
    listen: false,
    seed: 'contracts',
    world: { bloomreach: { project: { apiGroups: [{ access: 'public', token: TOKEN }] } } },
  })
  const { bloomreach } = sandbox
  return {
    projectToken: bloomreach.projectToken,
    async answer(request) {
      const headers = new Headers(request.headers)
      if (headers.get('authorization') === `Token ${TRACKING_EXAMPLE.token}`) {
        headers.set('authorization', `Token ${TOKEN}`)
      }
      return bloomreach.app.fetch(new Request(request, { headers }))
    },
    stop: () => sandbox.stop(),
  }
}
