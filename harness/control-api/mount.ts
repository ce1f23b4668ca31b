// Mounts the operations: each request is checked by the schemas of its operation before it runs.
import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import { boundedBody } from '../../mocks/kit/bounded-body.ts'
import { ExcessiveJson, jsonInSlices } from '../../mocks/kit/json/json-reading.ts'
import { jsonInPortions } from '../../mocks/kit/json/json-writing.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { readShape } from '../../mocks/kit/shape/findings.ts'
import { shapeError } from '../../mocks/kit/shape/shape-error.ts'
import type { Controlled } from './controlled.ts'
import type { Operation } from './operation.ts'

export function mount(app: Hono, operations: readonly Operation[], sandbox: Controlled): void {
  for (const operation of operations) {
    app.on(operation.method, honoPath(operation.path), async c => {
      const { params, query, body, bodyShape } = operation
      const call = {
        params: params && valid(params, c.req.param(), c),
        query: query && valid(query, singleOrMany(c.req.queries()), c),
        body: body === undefined ? bodyShape && (await jsonOf(c)) : valid(body, await jsonOf(c), c),
        get gone() {
          return c.req.raw.signal
        },
      }
      const answer = await jsonInPortions((await operation.run(call, sandbox)) as object)
      return c.body(answer, 200, { 'content-type': 'application/json' })
    })
  }
}

const honoPath = (path: string): string => path.replaceAll('{', ':').replaceAll('}', '')

const singleOrMany = (queries: Record<string, string[]>): Record<string, string | string[] | undefined> =>
  Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )

function valid(schema: z.ZodType, value: unknown, c: Context): unknown {
  const { data, findings } = readShape(schema, value, 'the request')
  if (findings === undefined) return data
  throw shapeError('invalid-request', `Cannot ${c.req.method} ${c.req.path}`, findings)
}

/** Four times the largest scenario that there may be. */
const MAX_BODY_BYTES = 32 * 1_024 * 1_024
const BOUNDS = { levels: 500, members: 100_000, width: 100_000 }
const UTF8 = new TextDecoder()

const JSON_TYPE = /^application\/([a-z-.]+\+)?json(;\s*[a-z0-9-]+=[^;]+)*$/i

/** What is not said to be JSON, or is empty, as many clients send it, is taken as an empty object, which the schema then judges. */
async function jsonOf(c: Context): Promise<unknown> {
  if (!JSON_TYPE.test(c.req.header('content-type') ?? '')) return {}
  const bytes = await boundedBody(c, MAX_BODY_BYTES)
  if (bytes === undefined) throw tooLarge(`the body is longer than ${MAX_BODY_BYTES} bytes`)
  return bytes.length === 0 ? {} : jsonIn(bytes)
}

const tooLarge = (why: string): SandboxError =>
  new SandboxError('body-too-large', `Cannot read the request: ${why}.`, { remedy: 'Send less at once.' })

async function jsonIn(bytes: Buffer): Promise<unknown> {
  try {
    return await jsonInSlices(UTF8.decode(bytes), BOUNDS)
  } catch (cause) {
    if (cause instanceof ExcessiveJson) throw tooMuch(cause)
    throw new SandboxError('invalid-request', 'Cannot read the request: Malformed JSON in request body.', {
      remedy: 'Send JSON with the header content-type: application/json.',
      cause,
    })
  }
}

function tooMuch({ of }: ExcessiveJson): SandboxError {
  if (of !== 'levels') return tooLarge(`its objects have more than ${BOUNDS.members} members`)
  return new SandboxError(
    'invalid-request',
    `Cannot read the request: its JSON is nested deeper than ${BOUNDS.levels} levels.`,
    { remedy: 'Send something flatter.' },
  )
}
