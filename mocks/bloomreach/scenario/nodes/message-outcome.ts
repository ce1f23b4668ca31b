// The outcomes that email, SMS and push share: a template that fails or aborts, a customer without an address.

import type { NodeOf } from '../../definition/node-schemas.ts'
import { type JinjaError, TemplateAbort } from '../../jinja/index.ts'
import { trackCampaignEvent } from '../../visit/campaign-event.ts'
import type { Step } from '../../visit/step.ts'
import { describeError, type Place } from '../../visit/template-context.ts'

type Message = NodeOf<'email' | 'sms' | 'push'>

/** [D] email-tracking-and-bounce-management: an error in Jinja is `enqueue_failed`, with the detail in `message`. */
export function templateFailed(error: JinjaError, { visit, house }: Place, node: Message): Step {
  if (error instanceof TemplateAbort) return aborted(error, { visit, house, node }, node)
  const message = describeError(error)
  trackCampaignEvent(node, visit, house, { status: 'enqueue_failed', message })
  return { kind: 'failed', message }
}

function aborted({ reason }: TemplateAbort, { visit, house }: Place, node: Message): Step {
  const message = reason === '' ? 'The template aborted.' : reason
  const { abortEvent } = house.settings
  if (abortEvent !== 'none') {
    const type = abortEvent === 'suppressed' ? 'abort' : undefined
    trackCampaignEvent(node, visit, house, { status: abortEvent, type, message })
  }
  return { kind: 'suppressed', message }
}

/** [D] email-tracking-and-bounce-management: a missing property makes no event; the same for phones. */
export function missingAddress({ visit, house }: Place, node: Message, attribute: 'email' | 'phone'): Step {
  const message = `Missing/invalid ${attribute} property`
  if (house.settings.missingEmailEvent === 'enqueue_failed') {
    trackCampaignEvent(node, visit, house, { status: 'enqueue_failed', message })
  }
  return { kind: 'failed', message }
}
