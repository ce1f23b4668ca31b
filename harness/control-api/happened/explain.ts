// Why an answer was given, and where the values of a mail came from.
import { z } from 'zod'
import { explain } from '../../explain/index.ts'
import { byId, operation } from '../operation.ts'

const line = z
  .object({ seq: z.number().int(), at: z.iso.datetime(), text: z.string() })
  .meta({ id: 'ExplainedLine', description: 'An entry of the journal, as a sentence.' })

const explanation = z
  .object({
    id: z.string(),
    kind: z.enum(['request', 'mail']),
    says: z.string().describe('What it is about, in one sentence.'),
    customer: z.string().optional().describe('Internal id of the customer whose it is.'),
    reason: z.string().optional().describe('A code of docs/reasons.md.'),
    hint: z.string().optional(),
    steps: z
      .array(z.object({ looked: z.string(), found: z.string(), ok: z.boolean() }))
      .describe('What was looked at, in order; the last one failed when it was refused.'),
    nearest: z.string().optional().describe('The nearest thing that would have matched.'),
    reads: z
      .array(z.object({ what: z.string(), value: z.unknown().optional(), writtenBy: line.optional() }))
      .describe('What the answer rests on; without writtenBy it is as the world file has it.'),
    values: z
      .array(
        z.object({
          expression: z.string().describe('As it is written.'),
          in: z.string().describe('The text that it stands in: subject, html, HTML block "header".'),
          value: z.string().optional().describe('As the mail shows it; left out where that cannot be told.'),
          from: z.string(),
          writtenBy: line.optional(),
          via: z
            .array(z.string())
            .optional()
            .describe('Its way through variables, loops, filters and calls, the last step first.'),
          also: z
            .array(z.object({ from: z.string(), writtenBy: line.optional() }))
            .optional()
            .describe('What else the expression reads.'),
        }),
      )
      .describe('Of a mail: what its template printed, and where that came from.'),
    causes: z.array(line).describe('What led to it, the first cause first.'),
    effects: z.array(line).describe('What it led to.'),
  })
  .meta({ id: 'Explanation' })

export type Explanation = z.output<typeof explanation>

export const explainOperations = [
  operation({
    method: 'get',
    path: '/explain/{id}',
    id: 'explain',
    summary: 'Explains a request, by its x-sandbox-request-id, or a mail, by its id in the inbox.',
    params: byId,
    answer: explanation,
    run: ({ params }, sandbox) => explain(params.id, sandbox.live(), id => sandbox.readMail(id)),
  }),
]
