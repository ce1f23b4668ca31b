// One operation of the vendor's HTTP APIs: a row of the list that the house is mounted from.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { ApiGroup } from '../access/api-groups.ts'
import type { House } from '../house.ts'
import { authenticate, authenticatePrivate } from '../http/auth.ts'
import type { RateLimit } from '../http/rate-limit.ts'
import { readBody, readList } from '../http/request-body.ts'
import type { Scenarios } from '../scenario/scenarios.ts'
import type { JsonObject } from '../schemas/json-object.ts'

export interface OperationName {
  /** What the journal shows and faults are planned for. */
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'ALL'
  path: string
}

interface Served {
  emulated: true
  body: keyof Bodies
  handler: Handler
}

export type Operation = OperationName & (Served | { emulated: false })

export interface OperationsHouse extends House {
  readonly scenarios: Scenarios
  readonly rateLimit: RateLimit
}

type Handler = (house: OperationsHouse, c: Context<SandboxEnv>) => Promise<object>

const AUTHENTICATE = { any: authenticate, private: authenticatePrivate }

interface Bodies {
  none: object
  object: { body: JsonObject }
  list: { items: unknown[] }
}

const READ: { [B in keyof Bodies]: (c: Context<SandboxEnv>, house: House) => Promise<Bodies[B]> } = {
  none: async () => ({}),
  object: async (c, { settings }) => ({ body: await readBody(c, settings) }),
  list: async (c, { settings }) => ({ items: await readList(c, settings) }),
}

/** The parameters of a path such as `/catalogs/:catalogId`. */
type PathParameters<Path extends string> = Path extends `${infer Part}/${infer Rest}`
  ? PathParameters<Part> & PathParameters<Rest>
  : Path extends `:${infer Name}`
    ? Record<Name, string>
    : object

interface Call {
  /** Whose call it is. */
  group: ApiGroup
  query: Record<string, string>
  /** The journal's seq of the request. */
  causedBy: number
}

interface EmulatedRow<Path extends string, Body extends keyof Bodies> extends OperationName {
  path: Path
  /** [D] technical-information: which keys open it. */
  access: keyof typeof AUTHENTICATE
  body: Body
  handler: (
    house: OperationsHouse,
    call: Call & Bodies[Body] & PathParameters<Path>,
  ) => object | Promise<object>
}

/** The request is authenticated before its body is read. */
export function emulated<Path extends string, Body extends keyof Bodies>({
  access,
  body,
  handler,
  ...name
}: EmulatedRow<Path, Body>): Operation {
  return {
    ...name,
    emulated: true,
    body,
    async handler(house, c) {
      const group = AUTHENTICATE[access](house, c)
      const sent = await READ[body](c, house)
      const parameters = c.req.param() as PathParameters<Path>
      const told = { group, query: c.req.query(), causedBy: c.get('requestSeq') }
      return handler(house, { ...told, ...sent, ...parameters })
    },
  }
}
