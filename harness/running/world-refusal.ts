// What is said about a world that cannot be had: to a program as an error, to whoever asked over HTTP as the sandbox's own answer.
import type { ServerResponse } from 'node:http'
import type { SandboxReason } from '../../mocks/kit/reason.ts'
import { HINT_HEADER, headerText, REASON_HEADER } from '../../mocks/kit/record-requests.ts'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { PAGE_HEADERS } from '../doors/page-headers.ts'
import { statusOf } from '../error-codes.ts'
import { WORLD_HEADER } from './address.ts'

/** `why` it is no more, where there was one. */
export function unknownWorld(id: string, why = 'there is none'): SandboxError {
  const name = JSON.stringify(id.length > 100 ? `${id.slice(0, 100)}…` : id)
  return new SandboxError('unknown-world', `Cannot find the world ${name}: ${why}.`, {
    remedy: 'See GET /_sandbox/worlds, or make it with POST.',
  })
}

export const twoWorlds = (path: string, header: string): SandboxError =>
  new SandboxError(
    'two-worlds',
    `Cannot tell which world is meant: the path names ${JSON.stringify(path)}, the header ${WORLD_HEADER} ${JSON.stringify(header)}.`,
    { remedy: 'Name it in one place.' },
  )

let refused = 0

function headersOf(error: SandboxError): Record<string, string> {
  return {
    ...PAGE_HEADERS,
    'content-type': 'application/json',
    'x-sandbox': error.code,
    [REASON_HEADER]: error.code satisfies string as SandboxReason,
    [HINT_HEADER]: headerText(error.message),
    'x-sandbox-request-id': `nowhere-${++refused}`,
  }
}

export const refusal = (error: SandboxError): Response =>
  Response.json(error.toJSON(), { status: statusOf(error.code), headers: headersOf(error) })

/** The same on the express way. */
export function sayRefusal(outgoing: ServerResponse, error: SandboxError): void {
  const text = JSON.stringify(error.toJSON())
  const headers = { ...headersOf(error), 'content-length': String(Buffer.byteLength(text)) }
  outgoing.writeHead(statusOf(error.code), headers).end(text)
}
