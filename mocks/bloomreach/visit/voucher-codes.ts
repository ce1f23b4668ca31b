// Which code a template is given: one for each customer and send, however often and in how many texts it asks.
// Guess: a code that a template read is given out, even if the message then does not leave.
import type { House } from '../house.ts'
import { JinjaError, TemplateAbort } from '../jinja/index.ts'
import { leftIn, nextOf, type VoucherPool } from '../vouchers/voucher-pools.ts'
import type { Visit } from './step.ts'

/** Who is written to, once. */
export interface Send {
  customer: string
  /** The codes that its texts have read, by their pools. */
  readonly codes: ReadonlyMap<string, string>
  keep(pool: string, code: string): unknown
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

function taken(pool: VoucherPool, { customer, keep, record }: Send, house: House): string | undefined {
  const code = house.voucherPools.give(pool, { customer, at: house.world.clock.now() })
  if (code === undefined) return undefined
  keep(pool.name, code)
  const left = leftIn(house.voucherPools.find(pool.name) ?? pool)
  record('voucher', { pool: pool.name, code, left })
  if (left <= pool.lowStock && !pool.isLow) {
    house.voucherPools.mark(pool, { isLow: true })
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

/** What a visit has begun to write. */
const sends = new WeakMap<Visit, Send>()

/** Of a customer in a node. A retry of its action is the same send, and repeats the codes. */
export function sendOf(visit: Visit): Send {
  const begun = sends.get(visit)
  if (begun !== undefined) return begun
  const { customer, isTest = false } = visit
  let codes: Send['codes'] = visit.run.attempt > 0 ? visit.run.codes : new Map<string, string>()
  const send: Send = {
    customer: customer.id,
    get codes() {
      return codes
    },
    isTest,
    keep(pool, code) {
      codes = new Map(codes).set(pool, code)
      visit.change({ codes })
    },
    record: (kind, details) => visit.record(kind, details),
  }
  sends.set(visit, send)
  return send
}
