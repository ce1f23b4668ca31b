// A fault search of a copy: the people and settings of its definition, and its scenarios as they stand now.
import { asItStands } from '../running/as-it-stands.ts'
import type { Report } from '../search/findings/report.ts'
import { chosenInvariants } from '../search/invariants/chosen-invariants.ts'
import { search } from '../search/search.ts'
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
    read: standing(copy),
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

export const standing = (copy: Copy) =>
  asItStands({
    read: copy.origin().read,
    bloomreach: copy.live().bloomreach,
    toStart: copy.toStart(),
  })
