// What an emulator says about a request, as data: the status, the codes and the facts that its journal keeps. No sentence is read.
import { handedHeaders } from '../../mocks/kit/handed-in.ts'
import type { Facts } from '../../mocks/kit/reason.ts'
import type { TalonOne } from '../../mocks/talon-one/index.ts'

export interface Question {
  method: string
  url: URL
  headers: Headers
  body: string | undefined
}

export interface Asked {
  status: number
  body: string
  reasons: readonly string[]
  facts: Facts
}

/** On a world that is thrown away afterwards. */
export async function ask(talonOne: TalonOne, question: Question): Promise<Asked> {
  const { journal } = talonOne.world
  const before = journal.last
  const { status, body } = handOver(talonOne, question) ?? (await fetched(talonOne, question))
  const [entry] = journal.read({ after: before, kind: 'talon-one.response', limit: 1 })
  const { reason = '', facts = {} } = (entry ?? {}) as { reason?: string; facts?: Facts }
  return { status, body, reasons: reason.split(', '), facts }
}

/** As a webhook does; undefined for what only the whole app answers. */
function handOver({ handIn }: TalonOne, { headers, ...question }: Question) {
  const handed = handedHeaders([...headers])
  return handed && handIn({ ...question, headers: handed }, { causedBy: 0 })
}

async function fetched({ app }: TalonOne, { url, method, headers, body }: Question) {
  const answer = await app.fetch(
    new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }),
  )
  return { status: answer.status, body: await answer.text() }
}

export const isAccepted = ({ status }: Asked): boolean => status >= 200 && status < 300
