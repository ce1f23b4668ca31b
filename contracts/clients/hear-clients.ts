// Hears every client that the vendor publishes: each lives the whole life of a referral against an emulator of its own. A
// step is an interaction whose consumer is the client; the other witnesses are not asked.
import { AGREES, disagrees, type Statement, silent, type Verdict } from '../court/verdict.ts'
import { isRequired } from '../environment.ts'
import type { Client } from './client.ts'
import { openDoor } from './door.ts'
import { javascriptClient } from './javascript.ts'
import { LIFE, type Step } from './life.ts'
import { PYTHON_PACKAGES, pythonClient } from './python.ts'

export const CLIENTS: readonly Client[] = [javascriptClient, ...PYTHON_PACKAGES.map(pythonClient)]

export async function hearClients(clients: readonly Client[] = CLIENTS): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  for (const client of clients) verdicts.push(...(await hear(client)))
  return verdicts
}

async function hear(client: Client): Promise<Verdict[]> {
  const missing = client.missing()
  if (missing !== undefined) {
    return [verdictOf(client, 'the whole life', isRequired() ? disagrees([missing]) : silent(missing))]
  }
  await using opened = await openDoor()
  const lived = await client.live(opened.door)
  return LIFE.map(step => verdictOf(client, step, statementOf(client, step, lived)))
}

function statementOf({ lacks }: Client, step: (typeof LIFE)[number], lived: readonly Step[]): Statement {
  const found = lived.find(known => known.step === step)
  if (found?.problem !== undefined) return disagrees([found.problem])
  if (found !== undefined) return AGREES
  if (lacks.includes(step)) return silent('this version has no call for it')
  const hasFailed = lived.some(({ problem }) => problem !== undefined)
  return hasFailed ? silent('a step before it failed') : disagrees(['the client did not take this step'])
}

function verdictOf({ name }: Client, interaction: string, consumer: Statement): Verdict {
  const notAsked = silent('not asked')
  return {
    contract: `clients: ${name}`,
    consumer: name,
    provider: 'talon-one',
    interaction,
    says: { consumer, emulator: notAsked, description: notAsked, live: notAsked },
  }
}
