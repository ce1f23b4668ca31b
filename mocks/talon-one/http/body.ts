// Reads and checks a JSON body. Whatever is wrong with it becomes a 400 in the vendor's shape, before anything is stored.
import type { Context } from 'hono'
import type { z } from 'zod'
import { boundedBody } from '../../kit/bounded-body.ts'
import { ExcessiveJson, jsonAtOnce } from '../../kit/json/json-reading.ts'
import type { Facts } from '../../kit/reason.ts'
import { type Exchange, headerOf, type SandboxEnv } from '../../kit/record-requests.ts'
import { expectation } from '../../kit/shape/expectation.ts'
import { type Leaf, leavesOf } from '../../kit/shape/leaves.ts'
import { unknownFields } from '../../kit/shape/unknown-fields.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest, bodyTooLarge, type ErrorDetail, INVALID, unsupportedContentType } from '../errors.ts'
import { leaveRemark } from './describe-call.ts'
import { withoutNullFields } from './null-fields.ts'

const MOST_PROBLEMS = 20

export async function readBody<S extends z.ZodType>(
  c: Context<SandboxEnv>,
  deployment: Deployment,
  schema: S,
): Promise<z.output<S>> {
  refuseOtherContentType(c)
  return checkedBody(c, await readText(c, deployment.settings.largestBody), schema)
}

export function checkedBody<S extends z.ZodType>(c: Exchange, text: string, schema: S): z.output<S> {
  const value = text.includes('null') ? withoutNullFields(parseJson(text)) : parseJson(text)
  const parsed = schema.safeParse(value, { error: expectation })
  if (!parsed.success) {
    const errors = problems(leavesOf(parsed.error.issues))
    // The third-party error body has no place for details.
    throw badRequest('invalid-body', INVALID, {
      errors,
      facts: factsOf(errors),
      hint: errors.map(describe).join('; '),
    })
  }
  hintAtUnknownFields(c, schema, value)
  return parsed.data
}

/**
 * Without a content type the body counts as JSON, and so it does with that of a form: [C] the vendor's own examples send
 * JSON with `curl -d`, which says so.
 */
const TAKEN = /^(?:$|text\/json\b|application\/(?:(?:[\w.+-]+\+)?json|x-www-form-urlencoded)\b)/i

export function refuseOtherContentType(c: Exchange): void {
  const contentType = headerOf(c, 'content-type')
  if (contentType === undefined || TAKEN.test(contentType)) return
  throw unsupportedContentType(contentType)
}

const UTF8 = new TextDecoder()

/** A mark of the byte order is no part of a text; without one a buffer reads itself, for less than half. */
export const textOf = (body: Buffer): string => (body[0] === 0xef ? UTF8.decode(body) : body.toString('utf8'))

export const readText = async (c: Context<SandboxEnv>, largest: number): Promise<string> =>
  textOf(await readBytes(c, largest))

/** Guess, setting `largestBody`. */
export async function readBytes(c: Context<SandboxEnv>, largest: number): Promise<Buffer> {
  const bytes = await boundedBody(c, largest)
  if (bytes !== undefined) return bytes
  throw bodyTooLarge(largest)
}

/** Guess: several times what a session of a thousand items has. */
const BOUNDS = { levels: 500, members: 25_000, width: 25_000 }

export function parseJson(text: string): unknown {
  if (text.trim() === '')
    throw badRequest('empty-body', 'The request body is empty', { errors: [rootProblem('no JSON')] })
  try {
    return jsonAtOnce(text, BOUNDS)
  } catch (error) {
    if (error instanceof ExcessiveJson && error.of !== 'levels') throw bodyTooLarge(BOUNDS.members, 'members')
    throw badRequest('invalid-json', 'The request body is not valid JSON', {
      errors: [rootProblem(String(error))],
    })
  }
}

const describe = ({ details, source }: ErrorDetail): string =>
  `${'pointer' in source && source.pointer !== '' ? source.pointer : 'the body'}: ${details}`

const factsOf = ([first]: readonly ErrorDetail[]): Facts => ({
  field: first !== undefined && 'pointer' in first.source ? first.source.pointer : '',
  problem: first?.details ?? '',
})

const rootProblem = (details: string): ErrorDetail => ({
  title: 'Invalid JSON',
  details,
  source: { pointer: '' },
})

/** [D] errors page: the titles that are published. */
const TITLES: Partial<Record<z.core.$ZodIssue['code'], string>> = {
  invalid_type: 'Invalid type',
  invalid_value: 'enum',
  unrecognized_keys: 'Unknown',
}

function problems(leaves: readonly Leaf[]): ErrorDetail[] {
  return leaves.slice(0, MOST_PROBLEMS).map(({ issue, path, message }) => ({
    title: TITLES[issue.code] ?? 'Invalid value',
    details: message,
    source: { pointer: path.map(part => `/${String(part)}`).join('') },
  }))
}

/** Fields that no schema names are ignored, as in most Go services; the person hears of it. */
function hintAtUnknownFields(c: Exchange, schema: z.ZodType, value: unknown): void {
  const unknown = unknownFields(schema, value)
  if (unknown.length === 0) return
  const fields = unknown.join(', ')
  const hint = `Ignored fields of the body: ${fields}.`
  leaveRemark(c, { reason: 'ignored-fields', facts: { fields }, hint })
}
