// JSON bodies as Mailpit's Go decoder takes them: keys in any case, unknown ones ignored, null for "not given".

import type { Context } from 'hono'
import { z } from 'zod'
import { boundedBody } from '../../mocks/kit/bounded-body.ts'
import { jsonAtOnce } from '../../mocks/kit/json/json-reading.ts'
import { expectation } from '../../mocks/kit/shape/expectation.ts'
import { leavesOf } from '../../mocks/kit/shape/leaves.ts'
import { badRequest, InboxError } from './inbox-error.ts'

const MAX_JSON_BYTES = 5 * 1024 * 1024

/** An object whose keys match in any case. Without this `{"ids": [...]}` would mean "no IDs", hence "delete all". */
export function goObject<Shape extends z.ZodRawShape>(shape: Shape) {
  const spelling = new Map(Object.keys(shape).map(key => [key.toLowerCase(), key]))
  return z.preprocess(
    value =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value).map(([key, item]) => [spelling.get(key.toLowerCase()) ?? key, item]),
          )
        : value,
    z.object(shape),
  )
}

export function optional<Schema extends z.ZodType>(schema: Schema, fallback: z.output<Schema>) {
  return schema.nullish().transform(value => value ?? fallback)
}

export async function bodyText(c: Context, maxBytes = MAX_JSON_BYTES): Promise<string> {
  const bytes = await boundedBody(c, maxBytes)
  if (bytes !== undefined) return bytes.toString('utf8')
  throw new InboxError(maxBytes === MAX_JSON_BYTES ? 400 : 413, 'http: request body too large')
}

export function parseBody<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
  if (text.trim() === '') throw badRequest('EOF')
  const parsed = schema.safeParse(parseJson(text), { error: expectation })
  if (parsed.success) return parsed.data
  const [issue] = leavesOf(parsed.error.issues)
  throw badRequest(`json: ${issue?.path.join('.') || 'body'}: ${issue?.message}`)
}

/** Many times what any call has, for a mail of thousands of recipients. */
const BOUNDS = { levels: 500, members: 25_000, width: 25_000 }

function parseJson(text: string): unknown {
  try {
    return jsonAtOnce(text, BOUNDS)
  } catch (cause) {
    throw badRequest(`json: ${(cause as Error).message}`, { cause })
  }
}
