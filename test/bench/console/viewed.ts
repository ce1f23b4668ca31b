// The command with the bench's world, and what it is told.
import { createClient } from '../../../harness/client.ts'
import { type Subject, startSubject } from '../hostile-subject.ts'
import { worldFile } from './world.ts'

export interface Viewed extends AsyncDisposable {
  url: string
  pid: number
  client: ReturnType<typeof createClient>
}

export async function startViewed(customers: number): Promise<Viewed> {
  const world = await worldFile(customers)
  const subject: Subject = await startSubject(['--world', world.path])
  const { url, pid } = subject
  return {
    url,
    pid,
    client: createClient((path, init) => fetch(url + path, init)),
    async [Symbol.asyncDispose]() {
      await subject[Symbol.asyncDispose]()
      await world[Symbol.asyncDispose]()
    },
  }
}

export async function scenarioOf({ client }: Viewed, wanted: string): Promise<string> {
  const { scenarios } = await client.scenarios.list()
  const found = scenarios.find(({ name }) => name === wanted)
  if (found === undefined) throw new Error(`There is no scenario ${wanted}.`)
  return found.id
}
