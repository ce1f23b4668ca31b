/** @jsxImportSource hono/jsx */
// What the addresses behind links answer when a link, a form or a report is not what they take.
import type { Context } from 'hono'
import { explain, type SandboxEnv } from '../../kit/record-requests.ts'
import { SandboxError } from '../../kit/sandbox-error.ts'
import { NoticePage } from '../mail/consent-page/pages.tsx'
import type { BloomreachReason } from '../reasons.ts'

export function testLink(c: Context<SandboxEnv>, what: string) {
  const text = `${what} works only in live campaigns. This link comes from a test or a preview.`
  return c.html(<NoticePage title="A link of a test" text={text} />)
}

export const UNKNOWN_LINK = { reason: 'unknown-link' satisfies BloomreachReason }

export function unknownLink(c: Context<SandboxEnv>) {
  explain(c, UNKNOWN_LINK)
  return c.html(
    <NoticePage
      title="This link leads nowhere"
      text="It belongs to no mail and no customer of this sandbox."
    />,
    404,
  )
}

export function unreadable(c: Context<SandboxEnv>) {
  explain(c, { reason: 'unreadable-form' satisfies BloomreachReason })
  return c.html(
    <NoticePage title="Nothing was changed" text="The form could not be read. Go back and send it again." />,
    400,
  )
}

export function misuse(
  c: Context<SandboxEnv>,
  status: 400 | 404,
  code: BloomreachReason,
  problem: string,
  remedy: string,
): Response {
  explain(c, { reason: code, hint: `${remedy}.` })
  return c.json(
    new SandboxError(code, `Cannot take the feedback: ${problem}.`, { remedy: `${remedy}.` }).toJSON(),
    status,
  )
}
