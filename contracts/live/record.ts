// Keeps what a tenant answered, without what identifies it: no request, no header but the content type, no address,
// no id. The folder is not committed.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Exchange, parseJson } from '../court/exchange.ts'
import { InputError } from '../court/input-error.ts'
import { recordFile } from '../environment.ts'
import { kindOf } from './declared.ts'

const recordedAnswerSchema = z.strictObject({
  contract: z.string(),
  interaction: z.string(),
  status: z.int(),
  contentType: z.string().optional(),
  body: z.json().optional(),
})
export type RecordedAnswer = z.output<typeof recordedAnswerSchema>

export function recordOf(contract: string, interaction: string, exchange: Exchange): RecordedAnswer {
  const contentType = exchange.responseHeaders.get('content-type')?.split(';', 1)[0]
  const body = contentType?.includes('json') ? parseJson(exchange.responseBody) : undefined
  return {
    contract,
    interaction,
    status: exchange.status,
    ...(contentType === undefined ? {} : { contentType }),
    ...(body === undefined ? {} : { body: redacted(body) as never }),
  }
}

/** Values whose kind is declared become the kind's name; addresses go wherever they stand. */
function redacted(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map(item => redacted(item, key))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redacted(inner, name)]))
  }
  const kind = kindOf(key, value)
  if (kind !== undefined) return `<${kind}>`
  return typeof value === 'string' ? value.replaceAll(/[^\s<>"@]+@[^\s<>"@]+/g, '<address>') : value
}

export async function keepRecord(
  answers: readonly RecordedAnswer[],
  redact: (text: string) => string,
  file = recordFile(),
): Promise<string> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, redact(`${JSON.stringify(answers, null, 2)}\n`))
  return file
}

export async function readRecord(file = recordFile()): Promise<RecordedAnswer[]> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(
      'missing',
      `Cannot replay: there is no record at ${file}. Make one with \`npm run contracts:record -- --yes\`.`,
      { cause },
    )
  })
  const parsed = z.array(recordedAnswerSchema).safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  throw new InputError('data', `Cannot replay: the record ${file} is broken. Make a new one.`)
}
