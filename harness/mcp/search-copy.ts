// A fault search of a copy: the people and settings of its definition, and its scenarios as they stand now.
import { scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import type { Report } from '../search/findings/report.ts'
import { chosenInvariants } from '../search/invariants/chosen-invariants.ts'
import { search } from '../search/search.ts'
import type { ReadWorld } from '../world/definition.ts'
import type { Copy } from './copies.ts'

interface Wanted {
  scenario?: string | undefined
  faults?: string | undefined
  invariants?: string | undefined
  depth: number
  customers: number
  budget: number
}

export async function searchCopy(copy: Copy, wanted: Wanted, gone: AbortSignal): Promise<Report> {
  const { scenario, faults, depth, customers, budget } = wanted
  const { report } = await search({
    read: asItStands(copy),
    seed: copy.seed,
    scenario,
    faults,
    depth,
    customers,
    invariants: await chosenInvariants(wanted.invariants),
    goesOn: runs => runs < budget && !gone.aborted,
  })
  return report
}

/** What a customer became since is no part of it: a search begins at the beginning. */
export function asItStands(copy: Copy): ReadWorld {
  const { read } = copy.origin()
  const { scenarios } = copy.live().bloomreach
  const toStart = new Set(copy.toStart())
  const { begins: _, ...rest } = read
  const bloomreach = read.data.bloomreach
  if (bloomreach === undefined) return rest
  const own = scenarios.list().map(({ id, status }) => {
    const shown = scenarios.get(id)
    const definition = scenarioSchema.parse(scenarios.withSecrets(id, ownFieldsOf(shown)))
    return { ...definition, start: toStart.has(id) || status === 'active' }
  })
  return {
    ...rest,
    scenarios: new Map(),
    data: { ...read.data, bloomreach: { ...bloomreach, scenarios: own } },
  }
}

const FIELDS = Object.keys(scenarioSchema.shape)

export const ownFieldsOf = (shown: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(shown).filter(([key]) => FIELDS.includes(key)))
