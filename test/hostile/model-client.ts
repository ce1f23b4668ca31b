// Takes the steps of the model over HTTP, and reads back what the model knows.
import type { Sandbox } from '../../harness/index.ts'
import { CATEGORIES, type Model, START, type Step } from './model.ts'

export interface Taken {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: whatever a house answers
  body: any
  reason: string | null
}

const scenarioOf = (id: string) => ({
  id,
  name: id,
  nodes: [
    { id: 1, type: 'on_event', event: 'never' },
    { id: 2, type: 'set_attribute', attributes: { seen: 'yes' } },
  ],
  connections: [[1, 2]],
})

/** Each is refused, whatever the state is. */
const WRONG_BODIES = ['{', '[]', '"x"', '{"a":', '\u0000', `${'['.repeat(5_000)}1`, 'null']

export class ModelClient {
  readonly #sandbox: Sandbox
  codes: string[] = []

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox
  }

  async take(step: Step, now: number): Promise<Taken> {
    switch (step.do) {
      case 'profile':
        return this.#talonOne('PUT', `/v2/customer_profiles/${step.name}`, {})
      case 'customer':
        return this.#track('customers', {
          customer_ids: { registered: step.name },
          properties: { n: step.n },
        })
      case 'readCustomer':
        return this.#data('export-one', { customer_ids: { registered: step.name } })
      case 'consent':
        return this.#track('customers/events', {
          customer_ids: { registered: step.name },
          event_type: 'consent',
          properties: {
            action: step.accept ? 'accept' : 'reject',
            category: step.category,
            valid_until: 'unlimited',
          },
        })
      case 'refer':
        return this.#refer(step, now)
      case 'inventory':
        return this.#talonOne('GET', `/v1/customer_profiles/${step.name}/inventory?referrals=true`)
      case 'close':
        return this.#session(step.session, {
          profileId: step.name,
          referralCode: this.codes[step.code] ?? 'NONE-SUCH',
          state: 'closed',
        })
      case 'cancel':
        return this.#session(step.session, { state: 'cancelled' })
      case 'advance':
        return this.#control('POST', '/clock/advance', { by: `${step.minutes}m` })
      case 'keep':
        return this.#control('POST', '/bloomreach/scenarios', scenarioOf(step.scenario))
      case 'change':
        return this.#control('PUT', `/bloomreach/scenarios/${step.scenario}`, scenarioOf(step.scenario))
      case 'drop':
        return this.#control('DELETE', `/bloomreach/scenarios/${step.scenario}`)
      case 'start':
      case 'stop':
        return this.#control('POST', `/bloomreach/scenarios/${step.scenario}/${step.do}`, {})
      case 'reset':
        this.codes = []
        return this.#control('POST', '/reset', {})
      case 'malformed':
        return this.#malformed(step)
    }
  }

  /** Clock, scenarios and what these people have, as it is seen from outside and as the model says. */
  async views(model: Model, names: readonly string[]): Promise<[seen: unknown, expected: unknown][]> {
    const clock = await this.#control('GET', '/clock')
    const { body: listed } = await this.#control('GET', '/bloomreach/scenarios')
    const statuses = (listed as { scenarios: { id: string; status: string }[] }).scenarios
    return [
      [clock.body.now, new Date(model.now).toISOString()],
      [new Map(statuses.map(({ id, status }) => [id, status])), model.scenarios],
      ...(await Promise.all(names.map(name => this.#customer(name, model)))),
      ...(await Promise.all(names.map(name => this.#inventory(name, model)))),
    ]
  }

  async #customer(name: string, model: Model): Promise<[unknown, unknown]> {
    const consents = CATEGORIES.map(category => ({ type: 'consent', category }))
    const { status, body } = await this.#data('attributes', {
      customer_ids: { registered: name },
      attributes: [{ type: 'property', property: 'n' }, ...consents],
    })
    if (!model.customers.has(name)) return [status, 404]
    const values = (body as { results: { value: unknown }[] }).results.map(({ value }) => value)
    const expected = CATEGORIES.map(category => model.consents.get(`${name} ${category}`) ?? false)
    return [values, [model.customers.get(name) ?? null, ...expected]]
  }

  async #inventory(name: string, model: Model): Promise<[unknown, unknown]> {
    const { status, body } = await this.#talonOne(
      'GET',
      `/v1/customer_profiles/${name}/inventory?referrals=true`,
    )
    if (!model.profiles.has(name)) return [status, 404]
    const shown = (body as { referrals: { code: string; usageCounter: number }[] }).referrals
    const own = model.referrals.flatMap(({ advocate }, code) => (advocate === name ? [code] : []))
    return [
      shown.map(({ code, usageCounter }) => [code, usageCounter]),
      own.map(code => [this.codes[code], model.uses(code)]),
    ]
  }

  async #refer({ name, limit, minutes }: Extract<Step, { do: 'refer' }>, now: number): Promise<Taken> {
    const taken = await this.#talonOne('POST', '/v1/referrals', {
      campaignId: 373,
      advocateProfileIntegrationId: name,
      usageLimit: limit,
      expiryDate: new Date(now + minutes * 60_000).toISOString(),
    })
    if (taken.status === 201) this.codes.push((taken.body as { code: string }).code)
    return taken
  }

  #malformed({ which, how }: Extract<Step, { do: 'malformed' }>): Promise<Taken> {
    const body = WRONG_BODIES[how % WRONG_BODIES.length]
    const doors = [
      () => this.#talonOne('POST', '/v1/referrals', body),
      () => this.#session('s0', body),
      () => this.#track('customers', body),
      () => this.#track('customers/events', body),
      () => this.#data('export-one', body),
      () => this.#control('POST', '/bloomreach/scenarios', body),
      () => this.#control('POST', '/clock/advance', body),
      () => this.#control('POST', '/faults', body),
    ]
    return (doors[which % doors.length] ?? (() => this.#control('GET', '/ready')))()
  }

  #session(id: string, customerSession: unknown): Promise<Taken> {
    const body = typeof customerSession === 'string' ? customerSession : { customerSession }
    return this.#talonOne('PUT', `/v2/customer_sessions/${id}`, body)
  }

  #talonOne(method: string, path: string, body?: unknown): Promise<Taken> {
    return this.#send(method, path, body, `ApiKey-v1 ${this.#sandbox.talonOne.keyFor('none')}`)
  }

  #track(path: string, body: unknown): Promise<Taken> {
    const { projectToken } = this.#sandbox.bloomreach
    return this.#send('POST', `/track/v2/projects/${projectToken}/${path}`, body, this.#basic())
  }

  #data(path: string, body: unknown): Promise<Taken> {
    const { projectToken } = this.#sandbox.bloomreach
    return this.#send('POST', `/data/v2/projects/${projectToken}/customers/${path}`, body, this.#basic())
  }

  #control(method: string, path: string, body?: unknown): Promise<Taken> {
    return this.#send(method, `/_sandbox${path}`, body, '')
  }

  #basic(): string {
    const { apiKeyId, apiSecret } = this.#sandbox.bloomreach
    return `Basic ${btoa(`${apiKeyId}:${apiSecret}`)}`
  }

  async #send(method: string, path: string, body: unknown, authorization: string): Promise<Taken> {
    const answer = await fetch(this.#sandbox.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') === true
    const read = isJson ? JSON.parse(text) : text
    // A house says it in a header, the control API in the body.
    const reason = answer.headers.get('x-sandbox-reason') ?? read?.error?.code ?? null
    return { status: answer.status, body: read, reason }
  }
}

export const FUZZED_WORLD = {
  startsAt: new Date(START).toISOString(),
  talonOne: {
    applications: [
      {
        id: 1,
        name: 'Shop',
        apiKeys: [{ title: 'Backend', platform: 'none' as const, expires: '2030-01-01T00:00:00Z' }],
        campaigns: [{ id: 373, name: 'Refer a friend', features: ['referrals' as const] }],
        profiles: [],
      },
    ],
  },
  bloomreach: { consentCategories: [...CATEGORIES] },
}
