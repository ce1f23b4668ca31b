// One file of an import: read within bounds, as JSON that keeps every number as it was written, or as text that may be CSV.
import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { SandboxError } from '../../mocks/kit/sandbox-error.ts'
import { isTooDeep } from '../world/depth.ts'

const LARGEST_BYTES = 64_000_000

export interface InputFile {
  /** As it was named. */
  file: string
  /** The name without folder and endings, for what is written. */
  stem: string
  text: string
  /** Undefined where the text is no JSON. */
  document: unknown
  isJson: boolean
  /** What it is known to be, by the id of a form. */
  as?: string
}

export async function readInput(file: string): Promise<InputFile> {
  const { size } = await stat(file).catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(file, cause.code === 'ENOENT' ? 'there is no such file' : cause.message, { cause })
  })
  if (size > LARGEST_BYTES) throw unreadable(file, `it is larger than ${LARGEST_BYTES / 1_000_000} MB`)
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(file, cause.code === 'EISDIR' ? 'it is a folder' : cause.message, { cause })
  })
  return inputOf(file, decoded(bytes, file))
}

/** The same of a text that was read. */
export function inputOf(file: string, whole: string): InputFile {
  const text = whole.replace(/^\uFEFF/, '')
  if (text.trim() === '') throw unreadable(file, 'it is empty')
  const other = whatElse(text, file)
  if (other !== undefined) throw unreadable(file, other)
  const isJson = /^\s*[{["]/.test(text.slice(0, 1_000)) && !looksQuotedCsv(text)
  return { file, stem: stemOf(file), text, isJson, document: isJson ? parsedJson(text, file) : undefined }
}

/** What reads as a CSV only because everything does. */
function whatElse(text: string, file: string): string | undefined {
  const begin = text.trimStart()
  if (begin.startsWith('<')) return 'it is HTML or XML, such as a page that asks to log in'
  if (extname(file).toLowerCase() !== '.json' || begin.startsWith('{') || begin.startsWith('['))
    return undefined
  const alone = /^(?:null|true|false|-?\d|")/.exec(begin)?.[0]
  if (alone === undefined) return 'it is named JSON and is none'
  const what = alone === '"' ? 'one text' : /\d/.test(alone) ? 'one number' : alone
  return `it holds ${what} where an object or a list is expected`
}

/** Cells of a CSV may be in quotes, and so may its first. */
const looksQuotedCsv = (text: string): boolean => text.trimStart().startsWith('"')

function decoded(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw unreadable(file, 'it is no UTF-8 text', { cause })
  }
}

function parsedJson(text: string, file: string): unknown {
  const document = attempted(text, file)
  if (isTooDeep(document)) throw unreadable(file, 'it is nested deeper than 500 levels')
  return document
}

function attempted(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    // The parser's own words quote the file, which may hold secrets.
    throw unreadable(file, 'it begins as JSON and is cut off or broken', { cause })
  }
}

/** In lower case with hyphens: it becomes the name of files, of a voucher pool, of a scenario. */
const stemOf = (file: string): string =>
  basename(file)
    .replace(/(\.(json|csv|txt|clipboard|source|scenario|export))+$/i, '')
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '') || 'imported'

export const unreadable = (file: string, reason: string, options?: ErrorOptions): SandboxError =>
  new SandboxError('unreadable-file', `Cannot import ${file}: ${reason}. Nothing was written.`, {
    remedy: 'Name a file as the vendor gave it out; docs/import.md lists the forms.',
    ...options,
  })
