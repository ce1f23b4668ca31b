// What every room of the house may use: the world, the stores, the settings and the ways out.
import type { Chance } from '../kit/chance.ts'
import type { World } from '../kit/world.ts'
import type { MailTransport, WebhookFetch } from './outside.ts'
import type { Records } from './records.ts'
import type { BloomreachSettings } from './settings.ts'
import type { Integrations } from './webhook/integrations.ts'

export interface House extends Records {
  readonly world: World
  readonly settings: BloomreachSettings
  readonly integrations: Integrations
  readonly draws: ReturnType<typeof drawsOf>
  readonly fetch: WebhookFetch
  readonly mail: MailTransport
  /** Where links in mails lead; known only once a port is open. */
  readonly publicUrl: () => string
}

/** What operations draw from, each from a stream of its own. */
export const drawsOf = (chance: Chance) => ({
  bulkIds: chance.stream('bloomreach/anonymize-bulk'),
  transactionalMails: chance.stream('bloomreach/transactional-email'),
})
