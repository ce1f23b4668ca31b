// A sandbox on one page: what customers, consents, profiles, referral codes, sessions, scenarios and the clock are after each
// step, and with which status each step must be answered.

const MINUTE_MS = 60_000
export const START = Date.parse('2026-01-05T09:00:00Z')
export const NAMES = ['ada', 'bob', 'cyd'] as const
export const CATEGORIES = ['newsletter', 'sms'] as const

export type Step =
  | { do: 'profile' | 'readCustomer' | 'inventory'; name: string }
  | { do: 'customer'; name: string; n: number }
  | { do: 'consent'; name: string; category: string; accept: boolean }
  | { do: 'refer'; name: string; limit: number; minutes: number }
  | { do: 'close'; session: string; name: string; code: number }
  | { do: 'cancel'; session: string }
  | { do: 'advance'; minutes: number }
  | { do: 'keep' | 'change' | 'drop' | 'start' | 'stop'; scenario: string }
  | { do: 'reset' }
  | { do: 'malformed'; which: number; how: number }

interface Referral {
  advocate: string
  limit: number
  expiresAt: number
}

type ScenarioStatus = 'draft' | 'active' | 'inactive'

export class Model {
  now = START
  readonly profiles = new Set<string>()
  readonly customers = new Map<string, number | undefined>()
  readonly consents = new Map<string, boolean>()
  readonly referrals: Referral[] = []
  readonly sessions = new Map<string, 'closed' | 'cancelled'>()
  /** By session. */
  readonly redemptions = new Map<string, { code: number; friend: string }>()
  readonly scenarios = new Map<string, ScenarioStatus>()

  /** Takes the step and says the status of its answer. */
  take(step: Step): number {
    switch (step.do) {
      case 'profile':
        this.profiles.add(step.name)
        return 200
      case 'customer':
        this.customers.set(step.name, step.n)
        return 200
      case 'readCustomer':
        return this.customers.has(step.name) ? 200 : 404
      case 'consent':
        if (!this.customers.has(step.name)) this.customers.set(step.name, undefined)
        this.consents.set(`${step.name} ${step.category}`, step.accept)
        return 200
      case 'refer':
        return this.#refer(step)
      case 'inventory':
        return this.profiles.has(step.name) ? 200 : 404
      case 'close':
        return this.#close(step)
      case 'cancel':
        return this.#cancel(step.session)
      case 'advance':
        this.now += step.minutes * MINUTE_MS
        return 200
      case 'keep':
      case 'change':
      case 'drop':
      case 'start':
      case 'stop':
        return this.#scenario(step.do, step.scenario)
      case 'reset':
      case 'malformed':
        return step.do === 'reset' ? 200 : 400
    }
  }

  /** Why the code is refused in this session; undefined where it is taken. */
  refusal(code: number, friend: string): string | undefined {
    const referral = this.referrals[code]
    if (referral === undefined) return 'ReferralNotFound'
    if (referral.expiresAt <= this.now) return 'ReferralExpired'
    if (friend === referral.advocate) return 'ReferralRecipientIdSameAsAdvocate'
    const all = [...this.redemptions.values()]
    if (all.some(one => one.friend === friend)) return 'ReferralCustomerAlreadyReferred'
    return referral.limit !== 0 && this.uses(code) >= referral.limit ? 'ReferralLimitReached' : undefined
  }

  uses(code: number): number {
    return [...this.redemptions.values()].filter(one => one.code === code).length
  }

  #refer({ name, limit, minutes }: Extract<Step, { do: 'refer' }>): number {
    if (!this.profiles.has(name)) return 400
    this.referrals.push({ advocate: name, limit, expiresAt: this.now + minutes * MINUTE_MS })
    return 201
  }

  #close({ session, name, code }: Extract<Step, { do: 'close' }>): number {
    if (this.sessions.has(session)) return 400
    const refusal = this.refusal(code, name)
    this.sessions.set(session, 'closed')
    this.profiles.add(name)
    if (refusal === undefined) this.redemptions.set(session, { code, friend: name })
    return 200
  }

  #cancel(session: string): number {
    if (this.sessions.get(session) !== 'closed') return 400
    this.sessions.set(session, 'cancelled')
    this.redemptions.delete(session)
    return 200
  }

  #scenario(what: 'keep' | 'change' | 'drop' | 'start' | 'stop', id: string): number {
    const status = this.scenarios.get(id)
    if (what === 'keep') {
      if (status !== undefined) return 409
      this.scenarios.set(id, 'draft')
      return 200
    }
    if (status === undefined) return 404
    if (what === 'drop') this.scenarios.delete(id)
    if (what === 'start') return this.#start(id, status)
    return what === 'stop' ? this.#stop(id, status) : 200
  }

  #start(id: string, status: ScenarioStatus): number {
    if (status === 'active') return 409
    this.scenarios.set(id, 'active')
    return 200
  }

  #stop(id: string, status: ScenarioStatus): number {
    if (status === 'draft') return 409
    this.scenarios.set(id, 'inactive')
    return 200
  }
}
