// Who has a port that is not free: a sandbox, a Mailpit, or somebody else.
import { once } from 'node:events'
import { connect } from 'node:net'

const PATIENCE_MS = 1000

export type Neighbour = { is: 'sandbox' | 'mailpit' | 'mail server'; name: string } | { is: 'unknown' }

/** What the sandbox's inbox says to who asks it for Mailpit's version. */
const OWN_INBOX = 'referral-sandbox'

/** Asks what stands at an HTTP address; what does not answer within a second is unknown. */
export async function whoAnswers(origin: string): Promise<Neighbour> {
  const sandbox = await versionAt(`${origin}/_sandbox/ready`, 'version')
  if (sandbox !== undefined) return { is: 'sandbox', name: `a referral-sandbox ${sandbox}` }
  const mailpit = await versionAt(`${origin}/api/v1/info`, 'Version')
  if (mailpit === OWN_INBOX) return { is: 'sandbox', name: 'the inbox of a referral-sandbox' }
  return mailpit === undefined ? { is: 'unknown' } : { is: 'mailpit', name: `a Mailpit ${mailpit}` }
}

/** Listens to the greeting of an SMTP server. */
export async function whoGreets(port: number, host: string): Promise<Neighbour> {
  const socket = connect(port, host)
  try {
    const [greeting] = await once(socket, 'data', { signal: AbortSignal.timeout(PATIENCE_MS) })
    const [line = ''] = String(greeting).slice(0, 100).split('\r\n')
    return line.startsWith('220') ? { is: 'mail server', name: `a mail server (${line})` } : { is: 'unknown' }
  } catch {
    return { is: 'unknown' }
  } finally {
    socket.destroy()
  }
}

async function versionAt(url: string, field: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })
    const body: unknown = answer.ok ? await answer.json() : undefined
    const version =
      typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[field] : undefined
    return typeof version === 'string' ? version : undefined
  } catch {
    return undefined
  }
}
