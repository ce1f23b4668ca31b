// What an emulator says about a request, as data: the status, the codes and the facts that its journal keeps. No sentence is read.
import type { Facts } from '../../mocks/kit/reason.ts'
import type { TalonOne } from '../../mocks/talon-one/index.ts'

export interface Asked {
  answer: Response
  status: number
  reasons: readonly string[]
  facts: Facts
}

/** On a world that is thrown away afterwards. */
export async function ask({ app, world: { journal } }: TalonOne, request: Request): Promise<Asked> {
  const before = journal.last
  const answer = await app.fetch(request)
  const [entry] = journal.read({ after: before, kind: 'talon-one.response', limit: 1 })
  const { reason = '', facts = {} } = (entry ?? {}) as { reason?: string; facts?: Facts }
  return { answer, status: answer.status, reasons: reason.split(', '), facts }
}
