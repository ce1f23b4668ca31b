// What the first page asks for, apart from it, so that it can be asked while the page is loaded.
import type { MailSummary } from '../../../inbox-client.ts'
import { lastMet } from '../happened/last-met.ts'
import { client, inbox } from '../kit/api.ts'

/** Of each list, the newest. */
export const SHOWN = 8

export const ready = [['worlds', 'ready'], () => client.ready()] as const
export const scenarioList = [['scenarios', 'list'], () => client.scenarios.list()] as const
export const clock = [['clock'], () => client.clock.state()] as const
export const customersMet = [['journal', 'last met', SHOWN], () => lastMet(SHOWN)] as const
export const newestMails = [
  ['inbox', 'newest'],
  () => inbox<{ messages: MailSummary[]; total: number }>(`/api/v1/messages?limit=${SHOWN}`),
] as const
