// What every type of node says of itself on paper, before any customer comes by. `node-schemas.ts` is the table of them.
import type { z } from 'zod'
import type { BloomreachSettings } from '../settings.ts'
import { type Exits, ONE_EXIT } from './exits.ts'
import type { Finding, Known, Path } from './finding.ts'

export interface OnPaper<Schema extends z.ZodType = z.ZodType> {
  /** A trigger lets customers in and nothing leads into it; an action may reach a customer, so it has a gate. */
  role: 'trigger' | 'operator' | 'action'
  schema: Schema
  /** What the name of a node is made of that its author gave none. */
  called: string
  exits(node: z.output<Schema>): Exits
  /** Whether a path may end here; what lets customers in or only directs them does nothing at the end of one. */
  mayEnd: boolean
  /** Whether time may pass in it. */
  waits: boolean
  /** What it names that does not exist. */
  dangling(node: z.output<Schema>, path: Path, known: Known): Finding[]
  /** What works and still is worth a word. */
  advice(node: z.output<Schema>, path: Path): Finding[]
  /** What it counts for where the vendor advises a size. */
  size(node: z.output<Schema>): Size
  /** The variables that are there because of it: of a trigger on the whole path, of another in its own templates. */
  gives(node: z.output<Schema>): readonly SometimesThere[]
}

export interface TriggerOnPaper<Schema extends z.ZodType = z.ZodType> extends OnPaper<Schema> {
  role: 'trigger'
  /** Whether it lets customers in as soon as the scenario starts. */
  firesAtStart: boolean
  /** What a call to its own URL holds; undefined where it has none. */
  door(node: z.output<Schema>): Door | undefined
}

export interface ActionOnPaper<Schema extends z.ZodType = z.ZodType> extends OnPaper<Schema> {
  role: 'action'
  /** A message reaches the customer, and so asks for a consent even where it names none. */
  isMessage: boolean
  /** The `action_type` of its campaign events. */
  actionType(node: z.output<Schema>, settings: BloomreachSettings): string
}

export interface Door {
  parameters: Readonly<
    Record<string, { type: 'string' | 'number' | 'boolean' | 'list' | 'object'; required: boolean }>
  >
  /** One call in so many. */
  windowSeconds?: number | undefined
}

export interface Size {
  mails?: number
  forks?: number
  /** The attributes that it sets for each customer. */
  attributes?: readonly string[]
}

/** A variable that not every template has. */
export const SOMETIMES_THERE = ['email', 'event', 'params', 'customers'] as const
export type SometimesThere = (typeof SOMETIMES_THERE)[number]

export const NOTHING = () => []
export const ONE_NODE = (): Size => ({})
const shared = { exits: () => ONE_EXIT, waits: false, dangling: NOTHING } as const

/** What most triggers, operators and actions have in common; each type says what is different. */
export const TRIGGER = {
  ...shared,
  role: 'trigger',
  mayEnd: false,
  advice: NOTHING,
  size: ONE_NODE,
  door: (): Door | undefined => undefined,
} as const
export const OPERATOR = { ...shared, role: 'operator', mayEnd: false } as const
export const ACTION = { ...shared, role: 'action', mayEnd: true } as const
