// Outbound notifications: who subscribed to what, the deliveries with their outcome, and replay. What is sent is notification-payloads.ts.
import { Counter } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { SandboxError } from '../../kit/sandbox-error.ts'
import { platformTimeout } from '../../kit/time/clock.ts'
import { SECOND_MS } from '../../kit/time/duration.ts'
import type { JobKind } from '../../kit/time/job-kinds.ts'
import type { World } from '../../kit/world.ts'
import { type Change, GatheredChanges } from './gathered-changes.ts'

/** [D] outbound notifications, the described kinds that the emulator has a cause for. */
export const NOTIFICATIONS = [
  'campaignCreatedNotification',
  'campaignStateChangedNotification',
  'campaignEditedNotification',
  'campaignDeletedNotification',
  'createCouponData',
  'addedDeductedPointsNotification',
  'addedDeductedPointsBalancesNotification',
  'pendingActivePointsNotification',
] as const
export type NotificationName = (typeof NOTIFICATIONS)[number]

/** Sends a request of the sandbox; throws when the host is refused or does not answer. */
export type NotificationFetch = (request: Request, context: { causedBy: number }) => Promise<Response>

export interface Subscription {
  readonly id: number
  readonly url: string
  readonly notifications: readonly NotificationName[]
  readonly headers: Record<string, string>
}

type NewSubscription = Pick<Subscription, 'url'> & {
  [K in 'headers' | 'notifications']?: Subscription[K] | undefined
}

export interface Delivery {
  readonly id: number
  /** [D] header X-UUID: the unique message id. A replay keeps it. */
  readonly uuid: string
  readonly notification: NotificationName
  readonly subscriptionId: number
  readonly url: string
  readonly body: unknown
  readonly at: number
  readonly status: 'delivered' | 'failed' | 'waiting'
  readonly attempts: number
  readonly answer: number | undefined
  readonly problem: string | undefined
}

/** A try to deliver: the first, or a later one. */
type Try = { delivery: number; causedBy: number; attempt: number }

const ANSWER_WITHIN_MS = 10 * SECOND_MS
/** [D] application notifications: sent again for up to 10 minutes with growing pauses. How they grow is a guess. */
const PAUSES_MS = [10, 30, 60, 120, 240].map(seconds => seconds * SECOND_MS)
const KEPT = 10_000

export class Notifications {
  readonly #world: World
  readonly #fetch: NotificationFetch
  readonly #subscriptions = new KeptMap<number, Subscription>()
  readonly #deliveries = new KeptMap<number, Delivery>()
  readonly #gathered: GatheredChanges<NotificationName>
  readonly #isGathering: boolean
  readonly #tries: JobKind<Try>
  readonly #lastSubscription = new Counter()
  readonly #lastDelivery = new Counter()
  readonly kept: Group

  constructor(
    world: World,
    { fetch = refuseToSend, isGathering }: { fetch?: NotificationFetch | undefined; isGathering: boolean },
  ) {
    this.#world = world
    this.#fetch = fetch
    this.#isGathering = isGathering
    this.#tries = world.clock.performs<Try>('talon-one/deliver', {
      label: given => this.#labelOf(given),
      run: given => this.#try(given),
    })
    this.#gathered = new GatheredChanges(world.clock, (name, changes, causedBy) =>
      this.send(name, campaignNotification(changes), causedBy),
    )
    this.kept = new Group({
      subscriptions: this.#subscriptions,
      deliveries: this.#deliveries,
      gathered: this.#gathered.kept,
      lastSubscription: this.#lastSubscription,
      lastDelivery: this.#lastDelivery,
    })
  }

  subscribe({ url, notifications = NOTIFICATIONS, headers = {} }: NewSubscription): Subscription {
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
      throw new SandboxError(
        'invalid-notification-url',
        `Cannot send notifications to ${JSON.stringify(url)}: it is not an http URL.`,
        { remedy: 'Use for example http://127.0.0.1:9000/talon-one.' },
      )
    }
    const subscription = { id: this.#lastSubscription.next(), url, notifications, headers }
    this.#subscriptions.set(subscription.id, subscription)
    return subscription
  }

  unsubscribe(id: number): boolean {
    return this.#subscriptions.delete(id)
  }

  subscriptions(): Subscription[] {
    return [...this.#subscriptions.values()]
  }

  /** The newest 10,000, oldest first. */
  deliveries(): Delivery[] {
    return [...this.#deliveries.values()]
  }

  /** Whether anybody wants it: payloads cost something. */
  isWanted(notification: NotificationName): boolean {
    for (const { notifications } of this.#subscriptions.values()) {
      if (notifications.includes(notification)) return true
    }
    return false
  }

  /** Tells of a change of a campaign: guess, setting `campaignNotifications`. */
  tellOfCampaign(
    notification: NotificationName,
    { campaignId, change }: { campaignId: number; change: Change },
    causedBy: number,
  ): void {
    if (!this.isWanted(notification)) return
    if (this.#isGathering) this.#gathered.add(notification, campaignId, change, causedBy)
    else this.send(notification, campaignNotification([change]), causedBy)
  }

  /** Sends it to every subscriber, at this instant of the clock and after whatever runs now. */
  send(notification: NotificationName, body: unknown, causedBy: number): void {
    for (const subscription of this.#subscriptions.values()) {
      if (!subscription.notifications.includes(notification)) continue
      const delivery: Delivery = {
        id: this.#lastDelivery.next(),
        uuid: this.#world.chance.once(`talon-one/notification/${this.#lastDelivery.value}`).uuid(),
        notification,
        subscriptionId: subscription.id,
        url: subscription.url,
        // As it is now: what it tells of goes on changing.
        body: structuredClone(body),
        at: this.#world.clock.now(),
        status: 'waiting',
        attempts: 0,
        answer: undefined,
        problem: undefined,
      }
      this.#deliveries.set(delivery.id, delivery)
      this.#forget(delivery.id - KEPT)
      this.#tries.at(this.#world.clock.now(), { delivery: delivery.id, causedBy, attempt: 1 })
    }
  }

  /** One that is still to be sent stays until then. */
  #forget(id: number): void {
    if (this.#deliveries.get(id)?.status !== 'waiting') this.#deliveries.delete(id)
  }

  #labelOf({ delivery: id, attempt }: Try): string {
    const { notification, url } = this.#deliveries.get(id) ?? {}
    return `Talon.One ${notification} to ${url}${attempt === 1 ? '' : `, try ${attempt}`}`
  }

  /** Again only when no replay came through meanwhile. */
  async #try({ delivery: id, causedBy, attempt }: Try): Promise<void> {
    const delivery = this.#deliveries.get(id)
    if (delivery === undefined) return
    if (attempt === 1 || delivery.status === 'waiting') await this.#deliver(delivery, causedBy)
    if (id <= this.#lastDelivery.value - KEPT) this.#forget(id)
  }

  /** The same message again, with its id. */
  async replay(id: number): Promise<Delivery> {
    const delivery = this.#deliveries.get(id)
    if (delivery === undefined) {
      throw new SandboxError('unknown-delivery', `Cannot replay the delivery ${id}: there is none.`, {
        remedy: 'List them with GET /_sandbox/talon-one/notifications.',
      })
    }
    await this.#deliver(delivery, undefined)
    return this.#deliveries.get(id) ?? delivery
  }

  /** [D] 5xx and 429 are tried again; nobody says so of a connection that fails. */
  async #deliver({ id }: Delivery, causedBy: number | undefined): Promise<void> {
    const delivery = this.#change(id, ({ attempts }) => ({ attempts: attempts + 1 }))
    if (delivery === undefined) return
    const { seq } = this.#world.journal.append({
      kind: 'talon-one.notification',
      causedBy,
      notification: delivery.notification,
      delivery: delivery.id,
      url: delivery.url,
    })
    const { answer, problem } = await this.#post(delivery, seq).then(outcomeOf, failureOf)
    this.#change(id, () => ({ answer, problem, status: problem === undefined ? 'delivered' : 'failed' }))
    if (isPassing(answer) && causedBy !== undefined) this.#retry(delivery, causedBy)
    this.#world.journal.append({
      kind: `talon-one.notification-${problem === undefined ? 'delivered' : 'failed'}`,
      causedBy: seq,
      delivery: id,
      answer,
      problem,
    })
  }

  /** Answers it as it is then; undefined when it is not kept any more. */
  #change(id: number, change: (delivery: Delivery) => Partial<Delivery>): Delivery | undefined {
    const delivery = this.#deliveries.get(id)
    if (delivery === undefined) return undefined
    const changed = { ...delivery, ...change(delivery) }
    this.#deliveries.set(id, changed)
    return changed
  }

  /** Its status is `waiting` until the last try. On demand: a clock that jumps does not run after it. */
  #retry(delivery: Delivery, causedBy: number): void {
    const pauseMs = PAUSES_MS[delivery.attempts - 1]
    if (pauseMs === undefined) return
    this.#change(delivery.id, () => ({ status: 'waiting' }))
    const at = this.#world.clock.now() + pauseMs
    const next = { delivery: delivery.id, causedBy, attempt: delivery.attempts + 1 }
    this.#tries.at(at, next, { onDemand: true })
  }

  async #post(delivery: Delivery, causedBy: number): Promise<Response> {
    const stop = new AbortController()
    const cancel = platformTimeout(ANSWER_WITHIN_MS, () => stop.abort(new Error('no answer within 10 s')))
    try {
      const headers = {
        ...this.#subscriptions.get(delivery.subscriptionId)?.headers,
        'content-type': 'application/json',
        'x-uuid': delivery.uuid,
      }
      const body = JSON.stringify(delivery.body)
      const request = new Request(delivery.url, { method: 'POST', headers, body, signal: stop.signal })
      return await this.#fetch(request, { causedBy })
    } finally {
      cancel()
    }
  }
}

type Outcome = Pick<Delivery, 'answer' | 'problem'>

const outcomeOf = ({ ok, status }: Response): Outcome => ({
  answer: status,
  problem: ok ? undefined : `answered ${status}`,
})

const failureOf = (error: unknown): Outcome => ({
  answer: undefined,
  problem: error instanceof Error ? error.message : String(error),
})

const isPassing = (answer: number | undefined): boolean =>
  answer !== undefined && (answer >= 500 || answer === 429)

const campaignNotification = (changes: readonly Change[]) => ({
  NotificationType: 'CampaignNotification',
  TotalResultSize: changes.length,
  Data: changes,
})

const refuseToSend: NotificationFetch = () =>
  Promise.reject(
    new SandboxError('no-fetch', 'Cannot send a notification: the emulator was made without a fetch.', {
      remedy: 'Hand one to createTalonOne(world, { fetch }).',
    }),
  )
