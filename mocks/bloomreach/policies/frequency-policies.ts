// The frequency policies of the project, and what each customer has had under them: read from their campaign events.
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import type { Clock } from '../../kit/time/clock.ts'
import { unixSecondsToMs } from '../../kit/time/duration.ts'
import type { Events, StoredEvent } from '../customers/events.ts'
import type { Segmentations } from '../customers/segmentations.ts'
import type { BloomreachSettings } from '../settings.ts'
import { exceededLimit, type FrequencyPolicy, type PolicySend } from './frequency-policy.ts'

export type FrequencyVerdict =
  | { allowed: true; policyId: string }
  | { allowed: false; policyId: string; reason: string }

interface Deps {
  events: Events
  segmentations: Segmentations
  clock: Clock
  settings: BloomreachSettings
}

/** Ids that policies of every project had here before, and have now. */
const FORMER_IDS: ReadonlyMap<string, string> = new Map([['unlimited', 'unlimited-policy']])

export class FrequencyPolicies {
  readonly #deps: Deps
  readonly #policies = new KeptMap<string, FrequencyPolicy>()
  readonly kept = new Group({ policies: this.#policies }, () => {
    this.#default = this.list().find(known => known.default)
  })
  #default: FrequencyPolicy | undefined

  constructor(deps: Deps) {
    this.#deps = deps
    // [D] frequency-policies: the default system policy ([C] a copied scenario has its id), and the one that every
    // project has from the start.
    this.add({ id: 'unlimited-policy', name: 'Unlimited', limits: [] })
    this.add({
      id: 'smart-newsletter-policy',
      name: 'Smart newsletter policy',
      // A world may change the setting after this.
      get limits() {
        return [{ count: 1, per: deps.settings.smartNewsletterPer }]
      },
    })
  }

  add(policy: FrequencyPolicy): void {
    // One of the same name takes its place, also under the id that the old one had.
    const old = this.#policies.get(policy.name)
    if (old !== undefined) this.#policies.delete(old.id)
    this.#policies.set(policy.name, policy)
    this.#policies.set(policy.id, policy)
    this.#default = this.list().find(known => known.default)
  }

  delete(idOrName: string): boolean {
    const found = this.#policies.get(idOrName)
    if (found === undefined) return false
    this.#policies.delete(found.id)
    this.#policies.delete(found.name)
    this.#default = this.list().find(known => known.default)
    return true
  }

  find(idOrName: string): FrequencyPolicy | undefined {
    return this.#policies.get(idOrName) ?? this.#policies.get(FORMER_IDS.get(idOrName) ?? '')
  }

  /** The policy of an action: the one that it names, else the project's default, if there is one. */
  policyOf(idOrName: string | undefined): FrequencyPolicy | undefined {
    return idOrName === undefined ? this.#default : this.find(idOrName)
  }

  /** Every id and name that an action may say. */
  names(): string[] {
    return [...this.#policies.keys(), ...FORMER_IDS.keys()]
  }

  list(): FrequencyPolicy[] {
    return [...new Set(this.#policies.values())]
  }

  /** May this customer get one more message under this policy? [D] frequency-policies: one policy counts all channels. */
  verdict(customerId: string, idOrName: string | undefined, actionType: string): FrequencyVerdict {
    const policy = this.policyOf(idOrName)
    if (policy === undefined) return { allowed: true, policyId: '' }
    const { events, clock, settings } = this.#deps
    const sends = events
      .of(customerId, 'campaign')
      .filter(isSendUnder(policy.id, settings))
      .map(sendBy(settings))
    const limits = policy.limits.filter(limit => this.#concerns(limit.segment, customerId))
    const exceeded = exceededLimit(limits, sends, {
      now: clock.now(),
      window: settings.frequencyWindow,
      actionType,
    })
    if (exceeded === undefined) return { allowed: true, policyId: policy.id }
    return { allowed: false, policyId: policy.id, reason: exceeded.reason }
  }

  #concerns(segment: { segmentation: string; is: string } | undefined, customerId: string): boolean {
    return (
      segment === undefined ||
      this.#deps.segmentations.segmentOf(customerId, segment.segmentation) === segment.is
    )
  }
}

/** One event of each message: mails and texts are `enqueued` first and `delivered` after, the others have one status. */
const isSendUnder =
  (policyId: string, { webhookSuccessStatus }: BloomreachSettings) =>
  ({ properties: { campaign_policy, status, action_type } }: StoredEvent) => {
    if (campaign_policy !== policyId) return false
    if (status === 'enqueued') return true
    return (
      action_type !== 'email' &&
      action_type !== 'sms' &&
      (status === 'delivered' || status === webhookSuccessStatus)
    )
  }

const sendBy =
  ({ webhookActionType }: BloomreachSettings) =>
  ({ timestamp, properties }: StoredEvent): PolicySend => ({
    at: unixSecondsToMs(timestamp),
    actionType:
      properties.action_type === webhookActionType ? 'webhook' : channel(String(properties.action_type)),
  })

/** `mobile notification` and the like are pushes. */
const channel = (actionType: string): string => (/push|notification/.test(actionType) ? 'push' : actionType)
