// What comes in, what goes out, and an assistant's calls: milliseconds, with a JSON round trip of the same text as the measure.
import { exportScenario } from '../../harness/export/export-scenario.ts'
import { importInputs } from '../../harness/import/import-files.ts'
import { inputOf } from '../../harness/import/input-file.ts'
import { Pseudonyms } from '../../harness/import/personal/pseudonyms.ts'
import { startSandbox } from '../../harness/index.ts'
import { readImported } from '../../harness/mcp/joined-world.ts'
import { clipboardOf, mail, onEvent, wait, wire } from '../support/clipboard.ts'
import { clientAt } from '../support/mcp-client.ts'
import { type BenchTable, type Spread, spread, spreadText, timed } from './measure.ts'

const NODES = 100
const REPEATS = 15
const CALLS = 40

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
    columns: ['what', 'ms', 'times JSON there and back'],
    rows: rows.map(([what, own]) => [what, spreadText(own), (own.median / parsed.median).toFixed(0)]),
  }
}

async function assistants(): Promise<BenchTable> {
  const sandbox = await startSandbox({ clock: 'manual', listen: false, mcp: true })
  const client = await clientAt(sandbox)
  const call = (name: string, input: Record<string, unknown> = {}) =>
    client.callTool({ name, arguments: input })
  await call('start')
  const ask: [string, Record<string, unknown>][] = [
    ['search_scenarios', {}],
    ['timeline', { customer: 'ada@example.com' }],
    ['search_mails', {}],
    ['list_customers', {}],
    ['advance', { by: '1s' }],
    ['check', {}],
    ['fork', {}],
  ]
  const rows: (string | number)[][] = []
  for (const [name, input] of ask) {
    const all: number[] = []
    for (let index = 0; index < CALLS; index++) all.push(await timed(() => call(name, input)))
    rows.push([name, spreadText(spread(all), 1)])
  }
  await client.close()
  await sandbox.stop()
  return { title: 'A call of an assistant, over HTTP in one process', columns: ['tool', 'ms'], rows }
}

export const benchInAndOut = async (): Promise<BenchTable[]> => [await inAndOut(), await assistants()]
