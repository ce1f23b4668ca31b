// Which code a template is given: one for each customer and send, however often and in how many texts it asks.
// Guess: a code that a template read is given out, even if the message then does not leave.
import type { House } from '../house.ts'
import { JinjaError, TemplateAbort } from '../jinja/index.ts'
import { leftIn, nextOf, type VoucherPool } from '../vouchers/voucher-pools.ts'
import type { Run } from './run.ts'
import type { Visit } from './step.ts'

/** Who is written to, once. */
export interface Send {
  customer: string
  /** The codes that its texts have read, by their pools. */
  codes: Map<string, string>
  /** Of a preview, which shows what would come and takes nothing. */
  isTest: boolean
  record(kind: string, details: Record<string, unknown>): unknown
}

/** What `vouchers` gives in the texts of a send. */
export function voucherOf(name: string, send: Send, house: House): string {
  const pool = house.voucherPools.find(name)
  if (pool === undefined) {
    throw new JinjaError('ValueError', `there is no voucher pool ${JSON.stringify(name)}`)
  }
  const known = send.isTest ? nextOf(pool) : send.codes.get(name)
  return known ?? (send.isTest ? undefined : taken(pool, send, house)) ?? whenEmpty(pool, house)
}

function taken(pool: VoucherPool, { customer, codes, record }: Send, house: House): string | undefined {
  const code = house.voucherPools.give(pool, { customer, at: house.world.clock.now() })
  if (code === undefined) return undefined
  codes.set(pool.name, code)
  const left = leftIn(pool)
  record('voucher', { pool: pool.name, code, left })
  if (left <= pool.lowStock && !pool.isLow) {
    pool.isLow = true
    // [D] voucher-notification: a project is told when few are left.
    record('voucher-low-stock', { pool: pool.name, left })
  }
  return code
}

function whenEmpty({ name }: VoucherPool, { settings }: House): string {
  const message = `the voucher pool ${JSON.stringify(name)} is empty`
  if (settings.emptyVoucherPool === 'empty') return ''
  if (settings.emptyVoucherPool === 'abort') throw new TemplateAbort(message)
  throw new JinjaError('ValueError', message)
}

interface Visited {
  visit: Visit
  node: number
  send: Send
}

const visited = new WeakMap<Run, Visited>()

/** Of a customer in a node. A retry of its action is the same send, and repeats the codes. */
export function sendOf(visit: Visit, node: number): Send {
  const { run, customer, isTest = false } = visit
  const before = visited.get(run)
  if (before?.visit === visit) return before.send
  const codes = before?.node === node && run.attempt > 0 ? before.send.codes : new Map<string, string>()
  const send = {
    customer: customer.id,
    codes,
    isTest,
    record: (kind: string, details: Record<string, unknown>) => visit.record(kind, details),
  }
  visited.set(run, { visit, node, send })
  return send
}
