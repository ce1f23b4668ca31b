// What webhooks are taken to answer before anything is sent: each known field of the answer stands in brackets. Pure.
import type { Draft } from './draft.ts'

interface Readable {
  id: number
  /** Of the webhook before it. */
  webhookFields: readonly string[]
}

/** By the id of each webhook node. */
export function assumedAnswers({ nodes }: Draft, readable: readonly Readable[]): Record<string, unknown> {
  const fields = new Set(readable.flatMap(({ webhookFields }) => webhookFields))
  const answer = Object.fromEntries([...fields].map(name => [name, `[${name}]`]))
  const webhooks = nodes.filter(({ type, response }) => type === 'webhook' && response === 'json')
  return Object.fromEntries(webhooks.map(({ id }) => [String(id), answer]))
}
