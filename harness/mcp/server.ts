// The server of one session: every tool of the table, its schemas, and what is said of the whole at the beginning.
import {
  fromJsonSchema,
  type JsonSchemaValidatorResult,
  type jsonSchemaValidator,
  McpServer,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { once } from '../../mocks/kit/once.ts'
import { readShape } from '../../mocks/kit/shape/findings.ts'
import { shapeError } from '../../mocks/kit/shape/shape-error.ts'
import { version } from '../version.ts'
import type { Copy } from './copies.ts'
import { type Answer, answered, envelopeOf, refused } from './envelope.ts'
import { INSTRUCTIONS } from './instructions.ts'
import type { Session } from './session.ts'
import type { Tool } from './tool.ts'
import { TOOLS } from './tools/index.ts'

const world = z
  .string()
  .min(1)
  .optional()
  .describe("Which of the session's worlds; without it the first, which is made when it is wanted.")

/** What a tool takes: its own fields, and the world. */
const inputOf = ({ input }: Tool): z.ZodObject => z.strictObject({ ...input.shape, world })

interface Described {
  tool: Tool
  input: z.ZodObject
  inputSchema: ReturnType<typeof fromJsonSchema>
  outputSchema: ReturnType<typeof fromJsonSchema>
}

/** Judged by ourselves, so that what is wrong is said with a code and a remedy. */
const AS_IT_COMES: jsonSchemaValidator = {
  getValidator:
    <T>() =>
    (data: unknown): JsonSchemaValidatorResult<T> => ({
      valid: true,
      data: data as T,
      errorMessage: undefined,
    }),
}

/** An assistant reads every schema: what is true of any number of JavaScript is not said, nor the dialect that is the protocol's own. */
function jsonOf(schema: z.ZodType, io: 'input' | 'output'): ReturnType<typeof fromJsonSchema> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ jsonSchema }) {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    },
  })
  return fromJsonSchema(json as never, AS_IT_COMES)
}

const described = once((): Described[] =>
  TOOLS.map(tool => {
    const input = inputOf(tool)
    return {
      tool,
      input,
      inputSchema: jsonOf(input, 'input'),
      outputSchema: jsonOf(envelopeOf(tool.output), 'output'),
    }
  }),
)

export function createMcpServer(session: Session): McpServer {
  const server = new McpServer({ name: 'referral-sandbox', version }, { instructions: INSTRUCTIONS })
  for (const { tool, input, inputSchema, outputSchema } of described()) {
    const { name, does: description, isReading = false, isTakingAway = false } = tool
    const annotations = {
      readOnlyHint: isReading,
      destructiveHint: isTakingAway,
      openWorldHint: false,
    }
    server.registerTool(name, { description, inputSchema, outputSchema, annotations }, (given, { mcpReq }) =>
      callTool(tool, { given, shape: input, session, gone: mcpReq.signal }),
    )
  }
  return server
}

interface Given {
  given: unknown
  shape: z.ZodObject
  session: Session
  gone: AbortSignal
}

async function callTool(tool: Tool, { given, shape, session, gone }: Given): Promise<Answer> {
  let copy: Copy | undefined
  try {
    const { data, findings } = readShape(shape, given ?? {}, 'the input')
    if (findings !== undefined) throw shapeError('invalid-request', `Cannot ${tool.name}`, findings)
    const { world: id, ...input } = data as { world?: string }
    const answer = await tool.run({
      input,
      session,
      gone,
      copy: async () => (copy = await session.copy(id)),
      goOnWith: one => {
        copy = one
      },
    })
    return answered(tool, answer, copy)
  } catch (error) {
    return refused(tool, error, copy)
  }
}
