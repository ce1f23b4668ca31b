// What every room of the house may use: the world, the stores, the settings and the ways out.
import type { World } from '../kit/world.ts'
import type { MailTransport, WebhookFetch } from './outside.ts'
import type { Records } from './records.ts'
import type { BloomreachSettings } from './settings.ts'
import type { Integrations } from './webhook/integrations.ts'

export interface House extends Records {
  readonly world: World
  readonly settings: BloomreachSettings
  readonly integrations: Integrations
  readonly fetch: WebhookFetch
  readonly mail: MailTransport
  /** Where links in mails lead; known only once a port is open. */
  readonly publicUrl: () => string
}
