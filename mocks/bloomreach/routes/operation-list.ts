// Every operation of the vendor's HTTP APIs that is known. The house mounts from this list; what is not emulated answers 501.
import { CAMPAIGNS } from './campaigns.ts'
import { CATALOG_API } from './catalogs.ts'
import { DATA_API } from './data.ts'
import { LEFT_OUT } from './left-out.ts'
import type { Operation } from './operation.ts'
import { TRACKING } from './tracking.ts'

export const OPERATIONS: readonly Operation[] = [
  ...TRACKING,
  ...DATA_API,
  ...CATALOG_API,
  ...CAMPAIGNS,
  ...LEFT_OUT,
]
