// Writes a value as JSON without working on for long: a long list in it is written in portions, with a pause between them.
import { breathe } from '../time/breath.ts'

const PORTION = 500
/** How far down a long list is looked for. */
const LEVELS = 3

/** As JSON.stringify does. */
export async function jsonInPortions(value: object): Promise<string> {
  return (await textOf(value, LEVELS)) ?? 'null'
}

async function textOf(value: unknown, levels: number): Promise<string | undefined> {
  if (Array.isArray(value)) return value.length > PORTION ? listText(value) : JSON.stringify(value)
  return levels > 0 && isPlain(value) ? objectText(value, levels) : JSON.stringify(value)
}

async function listText(list: readonly unknown[]): Promise<string> {
  const portions: string[] = []
  for (let from = 0; from < list.length; from += PORTION) {
    portions.push(JSON.stringify(list.slice(from, from + PORTION)).slice(1, -1))
    await breathe()
  }
  return `[${portions.join(',')}]`
}

async function objectText(object: object, levels: number): Promise<string> {
  const members: string[] = []
  for (const [name, member] of Object.entries(object)) {
    const text = await textOf(member, levels - 1)
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`)
  }
  return `{${members.join(',')}}`
}

/** What says itself how it is written is left to that. */
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !('toJSON' in value)
