// The file of an integration's calls: what kind it is, and the calls in it.
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { callsOfHar } from './har.ts'
import { callsOfOpenApi } from './openapi.ts'
import { callsOfPostman } from './postman.ts'
import type { RecordedCall } from './recorded-call.ts'

const LARGEST_FILE = 200_000_000

export async function readCalls(file: string): Promise<RecordedCall[]> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(file, cause.code ?? cause.message, { cause })
  })
  if (text.length > LARGEST_FILE) throw unreadable(file, 'it is larger than 200 MB')
  const calls = callsOf(parsed(file, text))
  if (calls === undefined) throw unreadable(file, 'it is no Postman collection, OpenAPI file or HAR')
  return calls
}

function callsOf(document: unknown): RecordedCall[] | undefined {
  if (typeof document !== 'object' || document === null) return undefined
  if ('log' in document) return callsOfHar(document.log)
  if ('paths' in document) return callsOfOpenApi(document)
  if ('item' in document) return callsOfPostman(document)
  return undefined
}

function parsed(file: string, text: string): unknown {
  try {
    return /^\s*[{[]/.test(text) ? JSON.parse(text) : parse(text, { maxAliasCount: 100 })
  } catch (cause) {
    // The parser's own words quote the file, and a HAR holds secrets.
    throw unreadable(file, 'it is no JSON and no YAML', { cause })
  }
}

const unreadable = (file: string, reason: string, options?: ErrorOptions) =>
  new SandboxError('unreadable-file', `Cannot read the calls of ${file}: ${reason}.`, {
    remedy: 'Name a Postman collection, an OpenAPI file or a HAR.',
    ...options,
  })
