// What a test asks of the inbox, over Mailpit's API: the same for the embedded inbox and a real Mailpit.
import { SandboxError } from '../mocks/kit/sandbox-error.ts'
import type { SendRequest } from './client.ts'

export interface MailSummary {
  ID: string
  Subject: string
  From: { Name: string; Address: string }
  To: { Name: string; Address: string }[]
  Created: string
  Snippet: string
}

export interface Mail extends MailSummary {
  Date: string
  Text: string
  HTML: string
}

export interface InboxClient {
  url: string
  list(): Promise<MailSummary[]>
  /** Mailpit's search syntax, for example `to:ada@example.com subject:"Your referral code"`. */
  search(query: string): Promise<MailSummary[]>
  read(id: string): Promise<Mail>
  headers(id: string): Promise<Record<string, string[]>>
  /** The newest mail that fits, once the sandbox has come to rest; throws when there is none. */
  waitFor(wanted: { to?: string; subject?: string }): Promise<Mail>
  clear(): Promise<void>
}

export function createInboxClient(
  url: () => string,
  send: SendRequest,
  settle: () => Promise<unknown>,
): InboxClient {
  async function get<T>(path: string): Promise<T> {
    const response = await send(path)
    if (response.ok) return (await response.json()) as T
    throw new SandboxError(
      'inbox',
      `Cannot read ${path} from the inbox ${url()}: it answered ${response.status}.`,
      { remedy: 'Check that Mailpit runs there.' },
    )
  }
  const list = async () => (await get<{ messages: MailSummary[] }>('/api/v1/messages?limit=0')).messages
  const search = async (query: string) =>
    (await get<{ messages: MailSummary[] }>(`/api/v1/search?limit=10000&query=${encodeURIComponent(query)}`))
      .messages
  const read = (id: string) => get<Mail>(`/api/v1/message/${id}`)
  return {
    get url() {
      return url()
    },
    list,
    search,
    read,
    headers: id => get(`/api/v1/message/${id}/headers`),
    async waitFor({ to, subject }) {
      await settle()
      const query = [to && `to:"${to}"`, subject && `subject:"${subject}"`].filter(Boolean).join(' ')
      const [newest] = query === '' ? await list() : await search(query)
      if (newest !== undefined) return read(newest.ID)
      const there = (await list()).map(
        mail => `"${mail.Subject}" to ${mail.To.map(one => one.Address).join(', ')}`,
      )
      throw new SandboxError(
        'mail-not-found',
        `Cannot find a mail for ${query || 'anybody'}: the inbox has ${there.join('; ') || 'no mail'}.`,
        { remedy: `Look at the customer's timeline to see what stopped it.` },
      )
    },
    async clear() {
      await send('/api/v1/messages', { method: 'DELETE' })
    },
  }
}
