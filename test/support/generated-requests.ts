// Requests made of the vendor's own descriptions: what an operation takes, as it is meant or with one thing wrong. The same seed, the same
// requests.
import type { Json, VendorDescription } from '../../contracts/conformance/vendor-description.ts'
import type { Chance } from '../../mocks/kit/chance.ts'

type Fields = { [name: string]: Json }

export interface GeneratedRequest {
  path: string
  query: Record<string, string>
  body: unknown
  /** What was done to it; undefined: it is as described. */
  wrong: string | undefined
}

/** What a name means in the shop that the requests are sent to; half of the time, so that the rest is not there. */
const KNOWN: Record<string, readonly Json[]> = {
  applicationId: [1],
  applicationIds: [[1]],
  subscribedApplicationsIds: [[1]],
  campaignId: [373],
  loyaltyProgramId: [7, 9],
  loyaltyCardId: ['card-1'],
  cardIdentifier: ['card-1'],
  audienceId: [5, 'friends'],
  customerId: [1],
  referralId: [1],
  couponId: [1],
  attributeId: [1],
  rulesetId: [373],
  sessionId: [1],
  customerSessionId: ['bought', 'new-session'],
  integrationId: ['ada@example.com', 'bob'],
  profileId: ['bob', ''],
  advocateProfileIntegrationId: ['ada@example.com'],
  advocateProfileIntegrationIds: [['ada@example.com', 'bob']],
  profileIntegrationId: ['ada@example.com'],
  customerProfileId: ['bob'],
  deploymentUrl: ['sandbox.europe-west1.talon.one'],
  deployment: ['sandbox.europe-west1.talon.one'],
  attributes: [{}, { channel: 'web' }, { Name: null }],
  eventAttributes: [{}],
  type: ['signup', 'string', 'advanced'],
  email: ['manager@example.com'],
  password: ['secret'],
  eventType: ['signup'],
  features: [['referrals']],
}

const WRONG_VALUES: readonly Json[] = [
  null,
  7,
  -1,
  1e300,
  'text',
  '',
  true,
  [],
  [null],
  {},
  '2026-02-30T25:61:00Z',
  '\u0000💥',
]
const DEEPEST = 6

export class RequestGenerator {
  readonly #described: VendorDescription
  readonly #chance: Chance
  readonly #known: Record<string, readonly Json[]>

  constructor(described: VendorDescription, chance: Chance, couponValue: string) {
    this.#described = described
    this.#chance = chance
    this.#known = { ...KNOWN, couponValue: [couponValue] }
  }

  request(method: string, template: string): GeneratedRequest {
    const { parameters, body, example } = this.#described.requestOf(method, template)
    const values = (where: string) =>
      Object.fromEntries(
        (parameters as Fields[])
          .filter(one => one.in === where && (where === 'path' || one.required === true || this.#is(0.3)))
          .map(one => [String(one.name), this.#named(String(one.name), one.schema, 0)]),
      )
    const request: GeneratedRequest = {
      path: this.#filled(template, values('path')),
      query: Object.fromEntries(
        Object.entries(values('query')).map(([name, value]) => [name, String(value)]),
      ),
      body:
        body === undefined
          ? undefined
          : example !== undefined && this.#is(0.2)
            ? example
            : this.#value(body, 0),
      wrong: undefined,
    }
    return this.#is(0.4) ? this.#broken(request) : request
  }

  #filled(template: string, values: Fields): string {
    return template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(values[name]) || 'x'),
    )
  }

  #is(share: number): boolean {
    return this.#chance.float() < share
  }

  #named(name: string, schema: Json, depth: number): Json {
    const known = this.#known[name]
    return known !== undefined && this.#is(0.8) ? this.#chance.pick(known) : this.#value(schema, depth)
  }

  #value(given: Json, depth: number): Json {
    const schema = this.#described.resolved(given) as Fields
    const choices = (schema.anyOf ?? schema.enum) as Json[] | undefined
    if (schema.allOf !== undefined) return this.#object(this.#merged(schema.allOf as Json[]), depth)
    if (schema.example !== undefined && this.#is(0.4)) return schema.example
    if (Array.isArray(schema.enum)) return this.#chance.pick(schema.enum)
    if (choices !== undefined) return this.#value(this.#chance.pick(choices), depth)
    switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
      case 'string':
        return this.#text(schema)
      case 'integer':
        return this.#number(schema)
      case 'number':
        return this.#number(schema) + (this.#is(0.5) ? 0.5 : 0)
      case 'boolean':
        return this.#is(0.5)
      case 'array':
        return depth > DEEPEST
          ? []
          : Array.from({ length: this.#chance.int(3) }, () => this.#value(schema.items, depth + 1))
      default:
        return this.#object(schema, depth)
    }
  }

  /** Which fields are required may stand beside another part than the one that describes them. */
  #merged(parts: Json[]): Fields {
    const found = parts.map(part => this.#described.resolved(part) as Fields)
    const whole = found.map(part => (part.allOf === undefined ? part : this.#merged(part.allOf as Json[])))
    return {
      properties: Object.assign({}, ...whole.map(part => part.properties)) as Fields,
      required: whole.flatMap(part => (part.required ?? []) as string[]),
    }
  }

  #object({ properties = {}, required = [] }: Fields, depth: number): Json {
    if (depth > DEEPEST) return {}
    const names = Object.keys(properties as Fields).filter(
      name => (required as string[]).includes(name) || this.#is(0.4),
    )
    return Object.fromEntries(
      names.map(name => [name, this.#named(name, (properties as Fields)[name], depth + 1)]),
    )
  }

  #text({ format, minLength = 0, maxLength = 40, pattern }: Fields): string {
    if (format === 'date-time')
      return this.#chance.pick(['2026-06-01T00:00:00Z', '2027-01-01T12:00:00.5+02:00'])
    if (pattern !== undefined) return 'Abcd-####'
    const length =
      Number(minLength) + this.#chance.int(Math.max(1, Math.min(20, Number(maxLength) - Number(minLength))))
    return this.#chance.text(Math.max(1, length))
  }

  #number({ minimum = 0, maximum = 1_000 }: Fields): number {
    const span = Math.min(Number(maximum) - Number(minimum), 1_000)
    return Number(minimum) + this.#chance.int(Math.max(1, span + 1))
  }

  /** One place of the body or the query holds what it should not. */
  #broken(request: GeneratedRequest): GeneratedRequest {
    const value = this.#chance.pick(WRONG_VALUES)
    const names = Object.keys(request.query)
    if (names.length > 0 && (request.body === undefined || this.#is(0.3))) {
      const name = this.#chance.pick(names)
      return { ...request, query: { ...request.query, [name]: String(value) }, wrong: `query ${name}` }
    }
    if (request.body === undefined) return request
    const body = structuredClone(request.body)
    const place = this.#place(body)
    if (place === undefined) return { ...request, body: value, wrong: 'body' }
    const { holder, name } = place
    if (this.#is(0.25)) delete holder[name]
    else holder[name] = value
    return { ...request, body, wrong: `body ${name}` }
  }

  /** Somewhere in the body, as deep as chance goes. */
  #place(node: unknown): { holder: Fields; name: string } | undefined {
    if (typeof node !== 'object' || node === null || Object.keys(node).length === 0) return undefined
    const holder = node as Fields
    const name = this.#chance.pick(Object.keys(holder))
    return (this.#is(0.6) ? this.#place(holder[name]) : undefined) ?? { holder, name }
  }
}
