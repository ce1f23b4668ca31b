// Every disturbance that a search knows, and which of them a person asked for: `--faults lost-answer,#3:timeout,-slow`.
import { nearestName } from '../../../mocks/kit/nearest-name.ts'
import { SandboxError } from '../../../mocks/kit/sandbox-error.ts'
import type { Point } from '../schedules/point.ts'
import { EVENT_FAULTS } from './event-faults.ts'
import type { Fault } from './fault.ts'
import { MAIL_FAULTS } from './mail-faults.ts'
import { CODE_FAULTS, WAIT_FAULTS } from './wait-faults.ts'
import { WEBHOOK_FAULTS } from './webhook-faults.ts'

export const FAULTS: readonly Fault[] = [
  ...EVENT_FAULTS,
  ...WAIT_FAULTS,
  ...CODE_FAULTS,
  ...WEBHOOK_FAULTS,
  ...MAIL_FAULTS,
]

const KINDS = [...new Set<string>(FAULTS.map(({ kind }) => kind))]

/** Which faults may strike at a point, in the order of the list above. */
export type Chosen = (point: Pick<Point, 'kind' | 'node'>) => readonly Fault[]

interface Part {
  isLeftOut: boolean
  node: number | undefined
  name: string
}

/** Throws SandboxError `invalid-faults`. Without a list, all; with names, those; with "-name" alone, all but those. */
export function chosenFaults(list: string | undefined, nodes: ReadonlySet<number>): Chosen {
  const parts = (list ?? '').split(',').flatMap(text => partOf(text.trim(), nodes))
  const [without, only] = [parts.filter(one => one.isLeftOut), parts.filter(one => !one.isLeftOut)]
  if (list !== undefined && parts.length === 0)
    throw refused('the list is empty', 'Name one, or leave it out.')
  refuseContradiction(without, only)
  const known = new Map<string, readonly Fault[]>()
  return ({ kind, node }) => {
    const key = `${kind} ${node}`
    const chosen = known.get(key) ?? FAULTS.filter(fault => fault.kind === kind && isAsked(fault, node))
    known.set(key, chosen)
    return chosen
  }
  function isAsked(fault: Fault, node: number | undefined): boolean {
    const names = (part: Part) => covers(part, fault, node)
    return !without.some(names) && (only.length === 0 || only.some(names))
  }
}

const covers = ({ node, name }: Part, fault: Fault, at: number | undefined): boolean =>
  (name === fault.name || name === fault.kind) && (node === undefined || node === at)

function partOf(text: string, nodes: ReadonlySet<number>): Part[] {
  if (text === '') return []
  const isLeftOut = text.startsWith('-')
  const rest = isLeftOut ? text.slice(1) : text
  const [before, after] = rest.startsWith('#') ? rest.slice(1).split(':', 2) : [undefined, rest]
  const name = after ?? ''
  if (!KINDS.includes(name) && !FAULTS.some(fault => fault.name === name)) throw unknownFault(name)
  const node = before === undefined ? undefined : Number(before)
  if (node !== undefined && !nodes.has(node)) {
    const remedy = `The scenario has the nodes ${[...nodes].sort((a, b) => a - b).join(', ')}.`
    throw refused(`there is no node #${before}`, remedy)
  }
  return [{ isLeftOut, node, name }]
}

function unknownFault(name: string): SandboxError {
  const names = [...KINDS, ...new Set(FAULTS.map(fault => fault.name))]
  const near = nearestName(name, names)
  const remedy =
    near === undefined ? `Known are ${names.join(', ')}.` : `Did you mean ${JSON.stringify(near)}?`
  return refused(`there is no fault ${JSON.stringify(name)}`, remedy)
}

function refuseContradiction(without: readonly Part[], only: readonly Part[]): void {
  const both = only.find(one => without.some(({ name, node }) => name === one.name && node === one.node))
  if (both === undefined) return
  const name = both.node === undefined ? both.name : `#${both.node}:${both.name}`
  throw refused(`${JSON.stringify(name)} is both asked for and left out`, 'Write it once.')
}

const refused = (reason: string, remedy: string): SandboxError =>
  new SandboxError('invalid-faults', `Cannot search these faults: ${reason}.`, { remedy })
