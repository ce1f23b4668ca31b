// Pact files: read strictly, compared without the tools' versions.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { InputError } from './input-error.ts'

const params = z.record(z.string(), z.json())
const states = z.array(z.strictObject({ name: z.string(), params: params.optional() })).default([])
const body = z.strictObject({
  content: z.json(),
  contentType: z.string(),
  encoded: z.union([z.boolean(), z.string()]),
})
const half = {
  headers: z.record(z.string(), z.array(z.string())).optional(),
  body: body.optional(),
  matchingRules: z.record(z.string(), z.json()).optional(),
  generators: z.record(z.string(), z.json()).optional(),
}
const common = {
  description: z.string(),
  pending: z.boolean().default(false),
  providerStates: states,
  comments: z.record(z.string(), z.json()).optional(),
}
const httpSchema = z.strictObject({
  ...common,
  type: z.literal('Synchronous/HTTP'),
  request: z.strictObject({
    ...half,
    method: z.string(),
    path: z.string(),
    query: z.record(z.string(), z.array(z.string())).optional(),
  }),
  response: z.strictObject({ ...half, status: z.int() }),
})
const messageSchema = z.strictObject({
  ...common,
  type: z.literal('Asynchronous/Messages'),
  contents: body,
  metadata: z.record(z.string(), z.json()).optional(),
  matchingRules: z.record(z.string(), z.json()).optional(),
  generators: z.record(z.string(), z.json()).optional(),
})
const party = z.strictObject({ name: z.string().min(1) })

const pactSchema = z.strictObject({
  consumer: party,
  provider: party,
  interactions: z.array(z.discriminatedUnion('type', [httpSchema, messageSchema])).min(1),
  metadata: z.looseObject({ pactSpecification: z.strictObject({ version: z.string() }) }),
})

export type PactFile = z.output<typeof pactSchema>
export type PactInteraction = PactFile['interactions'][number]
export type HttpPactInteraction = z.output<typeof httpSchema>

/** Throws an InputError with one sentence. */
export async function readPactFile(file: string): Promise<PactFile> {
  const name = basename(file)
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(
      'missing',
      `Cannot read the pact ${name}: ${cause.code ?? cause.message}. Write the pacts with \`npm run contracts -- --update\`.`,
      { cause },
    )
  })
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (cause) {
    throw new InputError(
      'data',
      `Cannot read the pact ${name}: it is no complete JSON (${(cause as Error).message}). Restore the file, or write it with \`npm run contracts -- --update\`.`,
      { cause },
    )
  }
  return checkPact(data, name)
}

function checkPact(data: unknown, name: string): PactFile {
  const version = (data as { metadata?: { pactSpecification?: { version?: unknown } } } | null)?.metadata
    ?.pactSpecification?.version
  if (version !== undefined && version !== '4.0') {
    throw new InputError(
      'data',
      `Cannot use the pact ${name}: it follows version ${JSON.stringify(version)} of the Pact specification, and these contracts use 4.0. Write it with \`npm run contracts -- --update\`.`,
    )
  }
  const parsed = pactSchema.safeParse(data)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new InputError(
    'data',
    `Cannot use the pact ${name}: ${issue?.message ?? 'it is no pact'} at ${issue?.path.join('.') || 'its root'}. Restore the file, or write it with \`npm run contracts -- --update\`.`,
  )
}

/** As it is committed: the versions of the tools would change every file at each upgrade. */
export function withoutToolVersions(pact: PactFile): PactFile {
  return { ...pact, metadata: { pactSpecification: { version: '4.0' } } }
}

/** Where two interactions differ, in paths; empty when they say the same. */
export function pactDifferences(
  committed: PactInteraction | undefined,
  made: PactInteraction | undefined,
): string[] {
  if (committed === undefined) return ['it is not in the committed pact']
  if (made === undefined) return ['the committed pact has it, the consumer no longer does']
  return differences('', committed, made).slice(0, 5)
}

function differences(path: string, a: unknown, b: unknown): string[] {
  if (isDeepStrictEqual(a, b)) return []
  if (isRecord(a) && isRecord(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    return keys.flatMap(key => differences(path === '' ? key : `${path}.${key}`, a[key], b[key]))
  }
  return [`${path} is ${short(b)}, the committed pact says ${short(a)}`]
}

const short = (value: unknown): string => (JSON.stringify(value) ?? 'absent').slice(0, 120)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
