// What comes in, what goes out, and an assistant's calls: milliseconds, with a JSON round trip of the same text as the measure.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pull } from '../../harness/command-line/commands/pull.ts'
import { exportScenario } from '../../harness/export/export-scenario.ts'
import { importInputs } from '../../harness/import/import-files.ts'
import { inputOf } from '../../harness/import/input-file.ts'
import { Pseudonyms } from '../../harness/import/personal/pseudonyms.ts'
import { startSandbox } from '../../harness/index.ts'
import { readImported } from '../../harness/mcp/joined-world.ts'
import { clipboardOf, mail, onEvent, wait, wire } from '../support/clipboard.ts'
import { givenTerminal } from '../support/command-line.ts'
import type { Told } from '../support/mcp.ts'
import { everyCall } from '../support/mcp-calls.ts'
import { clientAt } from '../support/mcp-client.ts'
import { accountWorld, secondAccount } from '../support/second-account.ts'
import { type BenchTable, type Spread, spread, spreadText, timed } from './measure.ts'

const NODES = 100
const REPEATS = 15
const CAMPAIGNS = 200
const SESSIONS = 20
const SHOWN = 8

/** A trigger, then a wait and a mail by turns. */
function copied(): { nodes: number; text: string; clipboard: ReturnType<typeof clipboardOf> } {
  const nodes = [onEvent(1)]
  for (let id = 2; id <= NODES; id++) nodes.push(id % 2 === 0 ? wait(id) : mail(id))
  const wires = nodes.slice(1).map((node, index) => wire(index + 1, index === 0 ? 0 : 1, Number(node.id)))
  const clipboard = clipboardOf(nodes, wires)
  return { nodes: nodes.length, text: JSON.stringify(clipboard), clipboard }
}

async function repeated(work: () => Promise<unknown> | unknown): Promise<Spread> {
  const all: number[] = []
  for (let repeat = 0; repeat < REPEATS; repeat++) all.push(await timed(work))
  return spread(all)
}

async function inAndOut(): Promise<BenchTable> {
  const { nodes, text, clipboard } = copied()
  const input = inputOf('copied.json', text)
  const pseudonyms = new Pseudonyms()
  const read = () => importInputs([inputOf('copied.json', text)], { strict: false, pseudonyms })
  const [{ toWrite }] = [importInputs([input], { strict: false, pseudonyms })]
  const world = await readImported(toWrite)
  const [entry] = world?.data.bloomreach?.scenarios ?? []
  const { start: _, ...definition } = entry as { start?: unknown }
  const parsed = await repeated(() => JSON.stringify(JSON.parse(text)))
  const rows: [string, Spread][] = [
    [`import of ${nodes} nodes, with its files and report`, await repeated(read)],
    [
      `export of ${nodes} nodes, none changed`,
      await repeated(() => exportScenario(definition as never, clipboard)),
    ],
  ]
  return {
    title: 'A scenario in and out',
    columns: ['what', 'ms', 'times JSON there and back', 'promise'],
    rows: rows.map(([what, own]) => [
      what,
      spreadText(own),
      (own.median / parsed.median).toFixed(0),
      'under 300 ms',
    ]),
  }
}

/** Time is the account's own: what the rate of the vendor costs, and beside it what the pull costs this machine. */
async function pulledAccount(): Promise<BenchTable> {
  const account = await secondAccount(accountWorld(CAMPAIGNS))
  const folder = await mkdtemp(join(tmpdir(), 'pulled-'))
  const { terminal } = givenTerminal({ env: { TALON_ONE_MANAGEMENT_KEY: account.key } })
  const url = 'https://mine.europe-west1.talon.one'
  const own = await timed(() =>
    pull(['talon-one', '--url', url, '--out', folder, '--yes'], terminal, account),
  )
  await rm(folder, { recursive: true })
  await account.sandbox.stop()
  const requests = account.asked.length
  const seconds = ((account.asked.at(-1)?.at ?? 0) - (account.asked[0]?.at ?? 0)) / 1_000
  const rows = [[requests, (requests / 3).toFixed(0), seconds.toFixed(0), (own / requests).toFixed(1)]]
  return {
    title: `An account of ${CAMPAIGNS} campaigns, pulled`,
    columns: ['requests', 'seconds at three a second', 'seconds it took', 'ms of this machine a request'],
    rows,
  }
}

async function assistants(): Promise<BenchTable> {
  const times = new Map<string, number[]>()
  for (let session = 0; session <= SESSIONS; session++) {
    const sandbox = await startSandbox({ clock: 'manual', listen: false, mcp: true })
    const client = await clientAt(sandbox)
    const call = async (name: string, input: Record<string, unknown> = {}): Promise<Told> => {
      const from = performance.now()
      const { structuredContent } = await client.callTool({ name, arguments: input })
      // What the first session reads in is no part of it.
      if (session > 0) times.set(name, [...(times.get(name) ?? []), performance.now() - from])
      return structuredContent as unknown as Told
    }
    await everyCall({ call })
    await client.close()
    await sandbox.stop()
  }
  const slowest = [...times].map(([name, all]) => [name, spread(all)] as const)
  slowest.sort(([, one], [, other]) => other.median - one.median)
  const rows = slowest
    .slice(0, SHOWN)
    .map(([name, own]) => [
      name,
      spreadText(own, 1),
      name === 'fault_search' ? '20 runs of a scenario' : 'under 20',
    ])
  const all = [`all ${times.size} tools`, spreadText(spread([...times.values()].flat()), 1), 'under 20']
  return {
    title: `Calls of an assistant over HTTP in one process, the ${SHOWN} slowest tools`,
    columns: ['tool', 'ms', 'promise'],
    rows: [all, ...rows],
  }
}

export const benchInAndOut = async (): Promise<BenchTable[]> => [
  await inAndOut(),
  await pulledAccount(),
  await assistants(),
]
