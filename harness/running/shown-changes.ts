// Changes as people read them: one line for each key, from what it was to what it is, by whose request; secrets stay hidden.
import { given } from '../../mocks/kit/given.ts'
import type { Entry, Journal } from '../../mocks/kit/journal.ts'
import type { Change } from '../../mocks/kit/recorder.ts'
import { inTurn } from '../../mocks/kit/time/breath.ts'

export interface ShownChange {
  /** `talon-one`, `bloomreach`, `inbox`, or `world` for clock and faults. */
  house: string
  store: string
  /** The store's part, and the key there. */
  path: (number | string)[]
  change: 'added' | 'changed' | 'removed'
  before?: unknown
  after?: unknown
  /** The journal's seq of what led to the newest of its changes. */
  causedBy: number
  /** Where that began: a request, or the start of a scenario. */
  origin?: { seq: number; kind: string; [detail: string]: unknown }
}

/** What the journal says itself, and where dice and clock stand. */
const UNTOLD = new Set(['world/journal', 'world/chance'])

export async function shownChanges(changes: readonly Change[], journal: Journal): Promise<ShownChange[]> {
  const byPath = new Map<string, Change>()
  await inTurn(changes, change => {
    if (UNTOLD.has(String(change.path[0])) || isHandOfClock(change)) return
    const key = JSON.stringify(change.path)
    const first = byPath.get(key)
    byPath.set(key, first === undefined ? change : { ...change, before: first.before })
  })
  const different = [...byPath.values()].filter(({ before, after }) => before !== after)
  return inTurn(different, change => shown(change, journal))
}

/** How much of each kind, by house or by store. */
export function countedBy(changes: readonly ShownChange[], by: 'house' | 'store') {
  const counts = new Map<string, { added: number; changed: number; removed: number }>()
  for (const { house, store, change } of changes) {
    const name = by === 'house' ? house : `${house}/${store}`
    const count = counts.get(name) ?? { added: 0, changed: 0, removed: 0 }
    count[change]++
    counts.set(name, count)
  }
  return [...counts].map(([name, count]) => ({ name, ...count }))
}

const isHandOfClock = ({ path }: Change): boolean => path[0] === 'world/clock' && path[1] === 'now'

function shown({ path, before, after, cause }: Change, journal: Journal): ShownChange {
  const [whole = '', ...rest] = path
  const [house = '', store = house] = String(whole).split('/', 2)
  const origin = originOf(cause, journal)
  return {
    house,
    store,
    path: rest,
    change: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
    ...(before === undefined ? {} : { before: plain(before) }),
    ...(after === undefined ? {} : { after: plain(after) }),
    causedBy: cause,
    ...(origin === undefined ? {} : { origin }),
  }
}

/** From cause to cause, as far as the journal remembers. */
function originOf(cause: number, journal: Journal): ShownChange['origin'] {
  let entry: Entry | undefined = journal.get(cause)
  for (let before = entry; before !== undefined; before = journal.get(entry.causedBy ?? 0)) entry = before
  if (entry === undefined) return undefined
  const { seq, kind, method, path, requestId, name } = entry
  return given({ seq, kind, method, path, requestId, name }) as ShownChange['origin']
}

const HIDDEN = '•••'
const SECRETS = new Set(['password', 'secret'])
/** A text beyond this is shortened. */
const LONGEST = 2_000

/** JSON of it. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, part]) => [key, plain(part)]))
  if (value instanceof Set || Array.isArray(value)) return [...value].map(plain)
  const isSecret = (value as { visibility?: unknown }).visibility === 'secret'
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      SECRETS.has(name) || (isSecret && name === 'value') ? HIDDEN : plain(part),
    ]),
  )
}
