// A world with what an import adds to it. What is there already stays: of one id or name there is one record, the first.
import { parse } from 'yaml'
import type { WrittenFile } from '../import/format.ts'
import { type ReadWorld, readWorld, type WorldDefinition } from '../world/definition.ts'

type Fields = Readonly<Record<string, unknown>>

/** The files of an import as one world, its scenarios in it. Undefined where none was written. */
export async function readImported(files: readonly WrittenFile[]): Promise<ReadWorld | undefined> {
  const world = files.find(({ path }) => path.endsWith('.world.yaml'))
  if (world === undefined) return undefined
  const data = parse(world.text) as { bloomreach?: { scenarios?: { file: string; start: boolean }[] } }
  const scenarios = (data.bloomreach?.scenarios ?? []).map(({ file, start }) => {
    const written = files.find(({ path }) => `./${path}` === file)
    return { ...(parse(written?.text ?? '') as object), start }
  })
  const bloomreach = { ...data.bloomreach, ...(scenarios.length === 0 ? {} : { scenarios }) }
  return readWorld({
    ...data,
    ...(data.bloomreach === undefined ? {} : { bloomreach }),
  } as WorldDefinition)
}

export function joinedWorld(base: ReadWorld, added: ReadWorld): ReadWorld {
  const { begins: _, ...rest } = base
  const data = joined(base.data, added.data) as ReadWorld['data']
  return { ...rest, data }
}

function joined(base: unknown, added: unknown): unknown {
  if (base === undefined) return added
  if (Array.isArray(base) && Array.isArray(added)) return joinedLists(base, added)
  if (!isRecord(base) || !isRecord(added)) return base
  const both = Object.entries(added).map(([key, value]) => [key, joined(base[key], value)])
  return { ...base, ...Object.fromEntries(both) }
}

function joinedLists(base: readonly unknown[], added: readonly unknown[]): unknown[] {
  const rest = added.filter(one => !base.some(known => keyOf(known) === keyOf(one)))
  const met = base.map(known => {
    const same = added.find(one => keyOf(one) === keyOf(known))
    return same === undefined ? known : joined(known, same)
  })
  return [...met, ...rest]
}

/** By what a record is known; a text, such as a consent category, is its id. */
function keyOf(one: unknown): string {
  if (typeof one === 'string') return JSON.stringify([undefined, one])
  if (!isRecord(one)) return JSON.stringify(one)
  const { id, integrationId, code, entity, name, title, ids } = one
  const key = [entity, id ?? integrationId ?? code ?? name ?? title ?? ids]
  return JSON.stringify(key.every(part => part === undefined) ? one : key)
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
