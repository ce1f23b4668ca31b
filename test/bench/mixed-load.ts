// Minutes of mixed load against the real command: twenty clients create, redeem, track, read and edit while it is reset
// and its clock is moved. Run it with `tsx test/bench/mixed-load.ts [SECONDS]` (300). It ends with 1 when an answer was
// 5xx, a customer was lost, or memory grew.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Subject, startSubject } from './hostile-subject.ts'
import { type BenchTable, machine, tableText } from './measure.ts'

const CLIENTS = 20
const SECOND_MS = 1_000
const MEGABYTE = 1_048_576

interface Tally {
  /** Answers by operation and status. */
  answers: Map<string, number>
  resets: number
  /** What must never be. */
  wrongs: string[]
  /** MiB of the process, taken once a second. */
  memory: number[]
}

export async function benchMixedLoad(seconds: number): Promise<{ table: BenchTable; wrongs: string[] }> {
  await using subject = await startSubject()
  const tally: Tally = { answers: new Map(), resets: 0, wrongs: [], memory: [] }
  const endsAt = performance.now() + seconds * SECOND_MS
  const isOver = () => performance.now() >= endsAt
  await Promise.all([
    ...Array.from({ length: CLIENTS }, (_, client) => asClient(client, { subject, tally, isOver })),
    asHand({ subject, tally, isOver }),
    watchMemory({ subject, tally, isOver }),
  ])
  return { table: tableOf(tally), wrongs: [...tally.wrongs, ...growth(tally.memory)] }
}

interface Load {
  subject: Subject
  tally: Tally
  isOver: () => boolean
}

/** One client's round: what it wrote is there when it reads it, unless there was a reset in between. */
async function asClient(client: number, load: Load): Promise<void> {
  for (let round = 0; !load.isOver(); round++) {
    const id = `load-${client}-${round}`
    const resets = load.tally.resets
    const written = await track(load, id)
    await refer(load, id)
    await edit(load, client, round)
    const read = await readBack(load, id)
    const isSameLife = resets === load.tally.resets
    if (isSameLife && written === 200 && read !== 200)
      load.tally.wrongs.push(`${id} was written and is ${read}`)
  }
}

async function counted(load: Load, name: string, asked: ReturnType<Subject['call']>): Promise<number> {
  const { status, text } = await asked
  const key = `${name} ${status}`
  load.tally.answers.set(key, (load.tally.answers.get(key) ?? 0) + 1)
  if (status >= 500) load.tally.wrongs.push(`${key}: ${text.slice(0, 200)}`)
  return status
}

const basicOf = ({ environment }: Subject): Record<string, string> => ({
  authorization: `Basic ${btoa(`${environment.BLOOMREACH_API_KEY_ID}:${environment.BLOOMREACH_API_SECRET}`)}`,
})

function track(load: Load, id: string): Promise<number> {
  const { subject } = load
  const path = `/track/v2/projects/${subject.environment.BLOOMREACH_PROJECT_TOKEN}/customers`
  const body = {
    customer_ids: { registered: id },
    properties: { email: `${id}@example.com`, first_name: id },
  }
  return counted(load, 'write a customer', subject.call('POST', path, body, basicOf(subject)))
}

function readBack(load: Load, id: string): Promise<number> {
  const { subject } = load
  const path = `/data/v2/projects/${subject.environment.BLOOMREACH_PROJECT_TOKEN}/customers/export-one`
  return counted(
    load,
    'read it',
    subject.call('POST', path, { customer_ids: { registered: id } }, basicOf(subject)),
  )
}

async function refer(load: Load, id: string): Promise<void> {
  const { subject } = load
  const authorization = `ApiKey-v1 ${subject.environment.TALON_ONE_API_KEY}`
  await counted(
    load,
    'write a profile',
    subject.call('PUT', `/v2/customer_profiles/${id}`, {}, { authorization }),
  )
  await counted(
    load,
    'create a referral',
    subject.call(
      'POST',
      '/v1/referrals',
      { campaignId: 373, advocateProfileIntegrationId: id },
      { authorization },
    ),
  )
  await counted(
    load,
    'close a session',
    subject.call(
      'PUT',
      `/v2/customer_sessions/${id}`,
      { customerSession: { profileId: id, state: 'closed' } },
      { authorization },
    ),
  )
}

/** Every client has a scenario that everybody walks through, and changes it. */
async function edit(load: Load, client: number, round: number): Promise<void> {
  const { subject } = load
  if (round % 10 !== 0) return
  const path = '/bloomreach/scenarios'
  const id = `load-${client}`
  const definition = {
    name: id,
    nodes: [
      { id: 1, type: 'now' },
      { id: 2, type: 'wait', period: `${1 + (round % 3)} hours` },
      { id: 3, type: 'set_attribute', attributes: { round: String(round) } },
    ],
    connections: [
      [1, 2],
      [2, 3],
    ],
  }
  const status = await counted(load, 'edit a scenario', subject.control('PUT', `${path}/${id}`, definition))
  if (status === 404)
    await counted(load, 'make a scenario', subject.control('POST', path, { id, ...definition }))
  await counted(load, 'start a scenario', subject.control('POST', `${path}/${id}/start`, {}))
}

/** The one who resets and moves the clock. */
async function asHand(load: Load): Promise<void> {
  const { subject, tally, isOver } = load
  while (!isOver()) {
    for (const by of ['1h', '30m', '1d', '2h']) {
      if (isOver()) return
      await counted(load, 'advance', subject.control('POST', '/clock/advance', { by }))
      await counted(load, 'settle', subject.control('POST', '/settle', {}))
      await new Promise(resolve => setTimeout(resolve, SECOND_MS / 2))
    }
    tally.resets++
    await counted(load, 'reset', subject.control('POST', '/reset', {}))
    tally.resets++
  }
}

async function watchMemory({ subject, tally, isOver }: Load): Promise<void> {
  while (!isOver()) {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${subject.pid}/status`, 'utf8'))?.[1]
    tally.memory.push((Number(kilobytes) * 1_024) / MEGABYTE)
    await new Promise(resolve => setTimeout(resolve, SECOND_MS))
  }
}

const highest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0)

/** The last third may not need a quarter more than the second. */
function growth(memory: readonly number[]): string[] {
  const third = Math.floor(memory.length / 3)
  const [before, after] = [highest(memory.slice(third, 2 * third)), highest(memory.slice(2 * third))]
  return after > before * 1.25 ? [`memory grew from ${before.toFixed(0)} to ${after.toFixed(0)} MiB`] : []
}

function tableOf({ answers, memory }: Tally): BenchTable {
  const third = Math.floor(memory.length / 3)
  const thirds = [0, 1, 2].map(index => highest(memory.slice(index * third, (index + 1) * third)).toFixed(0))
  return {
    title: `${CLIENTS} clients, ${memory.length} seconds, with resets, edits and clock moves`,
    columns: ['what', 'how often'],
    rows: [
      ...[...answers].sort(([a], [b]) => (a < b ? -1 : 1)),
      ['highest memory in each third, MiB', thirds.join(', ')],
    ],
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { table, wrongs } = await benchMixedLoad(Number(process.argv[2] ?? 300))
  console.log(`${machine()}\n\n${tableText(table)}`)
  for (const wrong of [...new Set(wrongs)].slice(0, 20)) console.log(wrong)
  process.exitCode = wrongs.length === 0 ? 0 : 1
}
