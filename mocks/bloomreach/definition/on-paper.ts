// What every type of node says of itself on paper, before any customer comes by. `node-schemas.ts` is the table of them.
import type { z } from 'zod'
import { type Exits, ONE_EXIT } from './exits.ts'
import type { Finding, Known } from './finding.ts'

export interface OnPaper<Schema extends z.ZodType = z.ZodType> {
  /** A trigger lets customers in and nothing leads into it; an action may reach a customer, so it has a gate. */
  role: 'trigger' | 'operator' | 'action'
  schema: Schema
  exits(node: z.output<Schema>): Exits
  /** Whether a path may end here; what lets customers in or only directs them does nothing at the end of one. */
  mayEnd: boolean
  /** Whether time may pass in it. */
  waits: boolean
  /** What it names that does not exist. */
  dangling(node: z.output<Schema>, path: readonly (string | number)[], known: Known): Finding[]
}

const NOTHING = () => []
const shared = { exits: () => ONE_EXIT, waits: false, dangling: NOTHING } as const

/** What most triggers, operators and actions have in common; each type says what is different. */
export const TRIGGER = { ...shared, role: 'trigger', mayEnd: false } as const
export const OPERATOR = { ...shared, role: 'operator', mayEnd: false } as const
export const ACTION = { ...shared, role: 'action', mayEnd: true } as const
