// What a client of the vendor needs to live a life: an emulator on a free port with a manager, a key, a running campaign and one
// custom event.
import { startSandbox } from '../../harness/index.ts'

export interface Door {
  url: string
  email: string
  password: string
  apiKey: string
  applicationId: number
  campaignId: number
  eventType: string
}

export interface OpenDoor extends AsyncDisposable {
  door: Door
}

const MANAGER = { email: 'manager@example.com', password: 'secret' }
const [APPLICATION, CAMPAIGN, EVENT_TYPE] = [1, 373, 'shared']

export async function openDoor(): Promise<OpenDoor> {
  const sandbox = await startSandbox({
    port: 0,
    inboxPort: 0,
    smtpPort: 0,
    seed: 'clients',
    world: {
      talonOne: {
        managers: [MANAGER],
        attributes: [
          { entity: 'Event', eventType: EVENT_TYPE, name: 'channel', title: 'Channel', type: 'string' },
        ],
        applications: [
          {
            id: APPLICATION,
            name: 'Shop',
            apiKeys: [{ title: 'Backend', key: 'backend' }],
            campaigns: [{ id: CAMPAIGN, name: 'Refer a friend', features: ['referrals'] }],
          },
        ],
      },
    },
  })
  return {
    door: {
      url: sandbox.ready().http,
      ...MANAGER,
      apiKey: 'backend',
      applicationId: APPLICATION,
      campaignId: CAMPAIGN,
      eventType: EVENT_TYPE,
    },
    [Symbol.asyncDispose]: () => sandbox.stop(),
  }
}
