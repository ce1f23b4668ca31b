// Asks for what all files of a run share (shared-setup.ts): where it is, once it is made.
import { get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'

/** A test may have put something else in the place of `fetch`. */
export async function shared(name: 'browser' | 'package'): Promise<string> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${inject('sharedThings')}/${name}`, { agent: false }, resolve).once('error', reject)
  })
  const said = await text(answer)
  if (answer.statusCode !== 200) throw new Error(`Cannot share ${name}: ${said}`)
  return said
}
