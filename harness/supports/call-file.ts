// The file of an integration's calls: what kind it is, and the calls in it.
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { callsOfHar } from './har.ts'
import { callsOfOpenApi } from './openapi.ts'
import { callsOfPostman } from './postman.ts'
import type { RecordedCall } from './recorded-call.ts'

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 200 MB',
  ERR_STRING_TOO_LONG: 'it is larger than 200 MB',
}

const LARGEST_FILE = 200_000_000

export async function readCalls(file: string): Promise<RecordedCall[]> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(file, PROBLEMS[cause.code ?? ''] ?? cause.code ?? 'it cannot be opened', { cause })
  })
  if (text.length > LARGEST_FILE) throw unreadable(file, 'it is larger than 200 MB')
  // Tools on Windows begin a file with a byte order mark.
  const calls = callsOf(parsed(file, text.replace(/^\uFEFF/, '')))
  if (calls === undefined) throw unreadable(file, 'it is no Postman collection, OpenAPI file or HAR')
  if (calls.length === 0) throw unreadable(file, 'there is no call in it')
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
