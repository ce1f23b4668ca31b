// Reads a JSON body of the HTTP APIs: an object or a list, of bounded size and depth, or the vendor's "Invalid JSON".
import { gunzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { boundedBody } from '../../kit/bounded-body.ts'
import { ExcessiveJson, jsonInSlices } from '../../kit/json/json-reading.ts'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import { bodyTooLarge, invalidJson } from '../errors.ts'
import { isObject, type JsonObject } from '../schemas/json-object.ts'
import type { BloomreachSettings } from '../settings.ts'

/** Deeper values cannot be written out again; no API of the vendor needs half of it. */
const MAX_DEPTH = 200

export async function readBody(c: Context<SandboxEnv>, settings: BloomreachSettings): Promise<JsonObject> {
  const body = await readJson(c, settings)
  if (!isObject(body)) throw invalidJson('The body is JSON, but not an object.')
  return body
}

/** The body of a bulk operation. */
export async function readList(c: Context<SandboxEnv>, settings: BloomreachSettings): Promise<unknown[]> {
  const body = await readJson(c, settings)
  if (!Array.isArray(body)) throw invalidJson('The body is JSON, but not a list.')
  return body
}

async function readJson(c: Context<SandboxEnv>, settings: BloomreachSettings): Promise<unknown> {
  const bytes = await boundedBody(c, settings.maxBodyBytes)
  if (bytes === undefined) throw tooLarge(settings.maxBodyBytes)
  return parsed(decoded(bytes, c.req.header('content-encoding'), settings), settings)
}

/** [D] most-common-api-issues: gzip request bodies may be rejected. */
function decoded(bytes: Buffer, encoding: string | undefined, settings: BloomreachSettings): string {
  if (encoding === undefined || encoding === 'identity') return bytes.toString('utf8')
  if (encoding !== 'gzip' || settings.gzipBodies === 'refuse') {
    throw invalidJson(
      `The body is sent with content-encoding ${encoding}: send it as it is (setting gzipBodies).`,
      'unsupported-encoding',
    )
  }
  try {
    return gunzipSync(bytes, { maxOutputLength: settings.maxBodyBytes }).toString('utf8')
  } catch {
    throw invalidJson('The body is no gzip stream, or too long when unpacked.')
  }
}

async function parsed(text: string, { maxObjectMembers }: BloomreachSettings): Promise<unknown> {
  try {
    const bounds = { levels: MAX_DEPTH, members: Number.POSITIVE_INFINITY, width: maxObjectMembers }
    return await jsonInSlices(text, bounds)
  } catch (error) {
    if (!(error instanceof ExcessiveJson))
      throw invalidJson(error instanceof Error ? error.message : undefined)
    if (error.of === 'levels') throw invalidJson(`The body is nested deeper than ${MAX_DEPTH} levels.`)
    throw bodyTooLarge(
      `An object of the body has more than ${maxObjectMembers} members (setting maxObjectMembers).`,
    )
  }
}

const tooLarge = (max: number) => bodyTooLarge(`The body is longer than ${max} bytes (setting maxBodyBytes).`)
