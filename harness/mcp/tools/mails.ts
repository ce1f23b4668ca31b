// What was mailed. No mail leaves the sandbox.
import { z } from 'zod'
import type { MailSummary } from '../../inbox-client.ts'
import { tool } from '../tool.ts'

const summary = z.object({
  id: z.string(),
  subject: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  at: z.string(),
  snippet: z.string(),
})

const summaryOf = ({ ID: id, Subject: subject, From, To, Created: at, Snippet: snippet }: MailSummary) => ({
  id,
  subject,
  from: From.Address,
  to: To.map(({ Address }) => Address),
  at,
  snippet,
})

export const mailTools = [
  tool({
    name: 'search_mails',
    does: 'Finds mails in the inbox of the sandbox, the newest first.',
    isReading: true,
    input: z.strictObject({
      query: z
        .string()
        .max(1_000)
        .optional()
        .describe('As Mailpit has it: to:ada@example.com subject:"Your code"; without it all mails.'),
      limit: z.int().min(1).max(500).default(50),
    }),
    output: z.object({ total: z.int(), mails: z.array(summary) }),
    async run({ input: { query = '', limit }, copy }) {
      const { inbox } = await copy()
      const mails = query.trim() === '' ? await inbox.list() : await inbox.search(query)
      return { total: mails.length, mails: mails.slice(0, limit).map(summaryOf) }
    },
  }),
  tool({
    name: 'read_mail',
    does: 'Reads one mail whole: subject, text and HTML.',
    isReading: true,
    input: z.strictObject({ id: z.string().min(1).describe('As search_mails answers it.') }),
    output: summary.omit({ snippet: true }).extend({ text: z.string(), html: z.string() }),
    async run({ input: { id }, copy }) {
      const { inbox } = await copy()
      const mail = await inbox.read(encodeURIComponent(id))
      const { snippet: _, ...told } = summaryOf({ ...mail, Created: mail.Date })
      return { ...told, text: mail.Text, html: mail.HTML }
    },
  }),
]
