// The OpenAPI description, made of the operations when somebody asks for it.
import { z } from 'zod'
import { version } from '../version.ts'
import { eventsQuery } from './happened/events.ts'
import type { Operation } from './operation.ts'

const errorAnswer = z
  .object({
    error: z.looseObject({
      code: z.string().describe('Stable; tests may assert on it. docs/reasons.md lists them.'),
      message: z.string().describe('"Cannot X: reason. What to do."'),
      hint: z.string().optional(),
      remedy: z.string().optional().describe('What to do: the end of the message.'),
      place: z
        .object({ file: z.string(), line: z.number().int().optional(), column: z.number().int().optional() })
        .optional()
        .describe('Where the mistake was written.'),
      findings: z
        .array(
          z.looseObject({
            code: z.string(),
            path: z.array(z.union([z.string(), z.number()])).optional(),
            node: z.number().int().optional(),
            message: z.string(),
            remedy: z.string(),
          }),
        )
        .optional()
        .describe('Each thing that is wrong with what was handed in.'),
    }),
  })
  .meta({ id: 'Error' })

type JsonSchema = Record<string, unknown> & { properties?: Record<string, JsonSchema>; required?: string[] }

const BEYOND =
  "`/signed-in/…`: a vendor's own path behind it is asked as somebody signed in to the vendor's user interface would, for example `GET /signed-in/v1/applications`; the server adds the key. `/inbox/…`: the inbox's own path behind it, for example `GET /inbox/api/v1/messages`."

const takesNothing = ({ body, bodyShape = body }: Operation): boolean =>
  bodyShape?.safeParse({}).success ?? true

/** Of the world that the server was started with; which world is asked says `servers`. */
export function describeOperations(operations: readonly Operation[]): object {
  const inputs = jsonSchemas('input', operations, ({ params, query, body, bodyShape = body }) => ({
    params,
    query,
    body: bodyShape,
  }))
  const outputs = jsonSchemas('output', operations, ({ answer }) => ({ answer, error: errorAnswer }))
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of operations) {
    const { params, query, body } = inputs.of(operation)
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: {
        operationId: operation.id,
        summary: operation.summary,
        parameters: [...parametersOf('path', params), ...parametersOf('query', query)],
        ...(body === undefined ? {} : { requestBody: { required: !takesNothing(operation), ...json(body) } }),
        responses: answersOf(outputs.of(operation)),
      },
    }
  }
  const [any] = operations
  paths['/snapshots'] = { post: describedFile(any === undefined ? undefined : outputs.of(any).error) }
  paths['/events'] = { get: describedStream(any === undefined ? undefined : outputs.of(any).error) }
  return {
    openapi: '3.1.0',
    info: { title: 'referral-sandbox control API', version, description: BEYOND },
    servers: [{ url: '/_sandbox' }],
    paths,
    components: { schemas: { ...inputs.named, ...outputs.named } },
  }
}

/** An answer that is no JSON. */
const describedFile = (error: JsonSchema | undefined) => ({
  operationId: 'takeSnapshot',
  summary: 'Answers the whole world as one file, which --world takes.',
  parameters: [],
  responses: {
    200: {
      description: 'Compressed with zstd, or gzip on an older Node.',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
    default: { description: 'It cannot be done.', ...json(error) },
  },
})

/** Another one. */
const describedStream = (error: JsonSchema | undefined) => ({
  operationId: 'streamJournal',
  summary: 'Tells what happens while it happens, as server-sent events; resumable by Last-Event-ID.',
  parameters: [
    ...parametersOf(
      'query',
      z.toJSONSchema(eventsQuery, { io: 'input', unrepresentable: 'any' }) as JsonSchema,
    ),
    { in: 'header', name: 'Last-Event-ID', required: false, schema: { type: 'string' } },
  ],
  responses: {
    200: {
      description:
        'Each event is a JournalEntry. `reset`: the world began anew. `gap`: entries `from` to `to` have left the journal.',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    default: { description: 'It cannot be done.', ...json(error) },
  },
})

const answersOf = ({ answer, error }: Record<string, JsonSchema>) => ({
  200: { description: 'It is done.', ...json(answer) },
  default: { description: 'It cannot be done.', ...json(error) },
})

const json = (schema: JsonSchema | undefined) => ({ content: { 'application/json': { schema } } })

const parametersOf = (place: 'path' | 'query', { properties = {}, required = [] }: JsonSchema = {}) =>
  Object.entries(properties).map(([name, { description, ...schema }]) => ({
    in: place,
    name,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }))

/** All schemas of one direction at once, so that those with an id are written once, under `named`. */
function jsonSchemas(
  io: 'input' | 'output',
  operations: readonly Operation[],
  partsOf: (operation: Operation) => Record<string, z.ZodType | undefined>,
) {
  const parts = operations.map(operation => [operation.id, z.object(present(partsOf(operation)))] as const)
  const schema = z.toJSONSchema(z.object(Object.fromEntries(parts)), { io, unrepresentable: 'any' })
  const whole = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as JsonSchema
  return {
    named: whole.$defs as Record<string, JsonSchema>,
    of: ({ id }: Operation) => whole.properties?.[id]?.properties ?? {},
  }
}

const present = (parts: Record<string, z.ZodType | undefined>): Record<string, z.ZodType> =>
  Object.fromEntries(
    Object.entries(parts).filter((part): part is [string, z.ZodType] => part[1] !== undefined),
  )
