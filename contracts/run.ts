// Does what the contracts' command was asked for, prints through what it is handed, and answers the exit code.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Arguments } from './arguments.ts'
import type { Client } from './clients/client.ts'
import { CONTRACTS } from './contracts.ts'
import { InputError } from './court/input-error.ts'
import { holdSession, updatePacts } from './court/session.ts'
import { exitCodeOf, type Verdict } from './court/verdict.ts'
import { COMMITTED_PACTS, specsFolder } from './environment.ts'
import { type Pause, vendorPace } from './live/send.ts'
import { verdictJunit } from './verdict/junit.ts'
import { pageWith } from './verdict/page.ts'
import { verdictText } from './verdict/text.ts'

const PAGE = fileURLToPath(new URL('../docs/contracts.md', import.meta.url))

/** The clients of the vendor are heard like a contract, without a pact. */
const CLIENTS = 'clients'
const NAMES = [...CONTRACTS.map(({ name }) => name), CLIENTS]

const USAGE = `Usage: npm run contracts -- [options]
       npm run contracts:live -- [--yes]
       npm run contracts:record -- [--yes]      (--replay compares with the last record, offline)
       npm run contracts:clients                installs the vendor's Python clients, so that they are heard
       npm run contracts -- drift OLD NEW       two versions of a vendor's OpenAPI file: what changed, and whom it concerns

  --only NAME     one contract: ${NAMES.join(', ')}
  --pacts FOLDER  the pacts to judge (default contracts/pacts)
  --update        write the pacts and the page docs/contracts.md anew
  --own-words     use the small descriptions of contracts/descriptions instead of the vendors'
  --junit FILE    also write JUnit XML
  --json          print the verdicts as JSON

Exit codes: 0 all agree; the sum of 1 consumer, 2 emulator, 4 description, 8 live for those that disagree;
64 wrong usage, 65 broken input, 66 missing input, 69 tenant down.`

export interface Surroundings {
  say(text: string): void
  complain(text: string): void
  /** Between two requests to a live tenant; the vendor's pace where none is handed in. */
  pause?: Pause
  /** Those of the vendor that are heard; all of them where none are handed in. */
  clients?: readonly Client[]
}

export async function run(
  { values, positionals }: Arguments,
  { say, complain, pause = vendorPace, clients }: Surroundings,
): Promise<number> {
  if (values.help) {
    say(USAGE)
    return 0
  }
  const isAsked = (name: string) => values.only === undefined || name === values.only
  if (!NAMES.some(isAsked)) {
    throw new InputError(
      'usage',
      `Cannot find the contract ${JSON.stringify(values.only)}: there is none of this name. Use one of ${NAMES.join(', ')}.`,
    )
  }
  const contracts = CONTRACTS.filter(({ name }) => isAsked(name))
  const [command = 'check', ...files] = positionals
  if (command === 'drift') {
    return (await import('./drift/command.ts')).runDrift({ files, json: values.json, say })
  }
  if (command === CLIENTS) {
    await (await import('./clients/python.ts')).prepare(say)
    return 0
  }
  if (command === 'live' || command === 'record') {
    const { runLive } = await import('./live/command.ts')
    return runLive({ command, contracts, isConfirmed: values.yes, replay: values.replay, say, pause })
  }
  if (command !== 'check') {
    throw new InputError(
      'usage',
      `Cannot do ${JSON.stringify(command)}: it is no command. Use check, live, record, clients or drift.`,
    )
  }
  const pacts = values.pacts ?? COMMITTED_PACTS
  if (values.update) {
    const failures = await updatePacts(contracts, pacts)
    for (const failure of failures) complain(`not written: ${failure}`)
  }
  const specs = values['own-words'] ? undefined : specsFolder()
  const held = await holdSession({ contracts, pacts, specs })
  const verdicts = isAsked(CLIENTS) && !values.update ? [...held, ...(await hear(clients))] : held
  say(values.json ? JSON.stringify(verdicts, null, 2) : verdictText(verdicts))
  if (values.junit !== undefined) await writeFile(values.junit, verdictJunit(verdicts))
  if (values.update && contracts.length === CONTRACTS.length && pacts === COMMITTED_PACTS) {
    await writeFile(PAGE, pageWith(await readFile(PAGE, 'utf8'), held))
  }
  return exitCodeOf(verdicts)
}

/** Read in when they are asked: a client is as large as all that emulates for it. */
async function hear(clients: Surroundings['clients']): Promise<Verdict[]> {
  return (await import('./clients/hear-clients.ts')).hearClients(clients)
}
