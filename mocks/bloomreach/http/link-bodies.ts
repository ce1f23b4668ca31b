// Reads what is sent to the addresses behind links: a form, or a report in JSON.
import type { Context } from 'hono'
import { boundedBody, formOf } from '../../kit/bounded-body.ts'
import type { SandboxEnv } from '../../kit/record-requests.ts'

/** More than any form or report of these addresses holds. */
const MAX_BYTES = 65_536

/** Undefined when the body is no form. */
export async function formIn(c: Context<SandboxEnv>): Promise<FormData | undefined> {
  const bytes = await boundedBody(c, MAX_BYTES)
  return bytes && formOf(bytes, c.req.header('content-type')).catch(() => undefined)
}

/** Empty when the body is no JSON object: the caller refuses it by what is missing. */
export async function jsonIn(c: Context<SandboxEnv>): Promise<Record<string, unknown>> {
  const bytes = await boundedBody(c, MAX_BYTES)
  try {
    const body: unknown = JSON.parse(bytes?.toString() ?? '')
    return typeof body === 'object' ? { ...body } : {}
  } catch {
    return {}
  }
}
