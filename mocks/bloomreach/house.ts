// What every room of the house may use: the world, the stores, the settings and the ways out.
import type { Chance } from '../kit/chance.ts'
import type { HandIn } from '../kit/handed-in.ts'
import type { JobKind } from '../kit/time/job-kinds.ts'
import type { World } from '../kit/world.ts'
import type { MailTransport, TemplateWatch, WebhookFetch } from './outside.ts'
import type { Records } from './records.ts'
import type { BloomreachSettings } from './settings.ts'
import type { Integrations } from './webhook/integrations.ts'

export interface House extends Records {
  readonly world: World
  readonly settings: BloomreachSettings
  readonly integrations: Integrations
  readonly draws: ReturnType<typeof drawsOf>
  /** Writes that take effect later. */
  readonly writeQueue: JobKind<WaitingWrite>
  readonly fetch: WebhookFetch
  /** Asked before `fetch`. */
  readonly handIn?: HandIn | undefined
  readonly mail: MailTransport
  /** Asked who is told of each way that a template of a node takes. */
  readonly onTemplateBranch?: TemplateWatch | undefined
  /** Where links in mails lead; known only once a port is open. */
  readonly publicUrl: () => string
}

/** A write of a request that was answered: which kind, and what it writes. */
export type WaitingWrite = { write: string; data: unknown }

/** What operations draw from, each from a stream of its own. */
export const drawsOf = (chance: Chance) => ({
  bulkIds: chance.stream('bloomreach/anonymize-bulk'),
  transactionalMails: chance.stream('bloomreach/transactional-email'),
})
