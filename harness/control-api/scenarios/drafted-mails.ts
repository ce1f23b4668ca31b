// The HTML of a mail that nobody has sent: kept for a moment, so that a frame can show it in an origin of its own, where nothing runs
// and nothing is fetched.
import type { Context } from 'hono'
import { z } from 'zod'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import type { Controlled } from '../controlled.ts'
import { operation } from '../operation.ts'

/** The newest are kept: a frame asks at once. */
const MOST_KEPT = 20

const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox"

interface Drafts {
  last: number
  kept: Map<number, string>
}

/** Of each world its own; they are no state of it. */
const drafts = new WeakMap<Controlled, Drafts>()

function draftsOf(sandbox: Controlled): Drafts {
  const known = drafts.get(sandbox) ?? { last: 0, kept: new Map() }
  drafts.set(sandbox, known)
  return known
}

export const draftedMailOperations = [
  operation({
    method: 'post',
    path: '/drafted-mails',
    id: 'showDraftedMail',
    summary: 'Keeps the HTML of a mail for a moment and says where a frame can show it; nothing is sent.',
    changes: 'nothing',
    body: z.strictObject({ html: z.string() }),
    answer: z.object({ path: z.string() }),
    run({ body: { html } }, sandbox) {
      const { kept, last } = draftsOf(sandbox)
      const id = last + 1
      draftsOf(sandbox).last = id
      kept.set(id, html)
      kept.delete(id - MOST_KEPT)
      return { path: `/_sandbox/drafted-mails/${id}.html` }
    },
  }),
]

export const draftedMail = (sandbox: Controlled) => (c: Context) => {
  const name = c.req.param('name') ?? ''
  const html = draftsOf(sandbox).kept.get(Number(name.replace(/\.html$/, '')))
  if (html === undefined) {
    throw new SandboxError('not-found', `Cannot show the mail ${name}: only the newest drafts are kept.`, {
      remedy: 'Draw its preview again.',
    })
  }
  c.header('content-security-policy', POLICY)
  c.header('cache-control', 'no-store')
  return c.html(html)
}
