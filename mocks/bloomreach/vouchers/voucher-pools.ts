// The voucher pools of the project: which codes there are, and who was given which.
import { Group } from '../../kit/kept/group.ts'
import { KeptLists } from '../../kit/kept/kept-lists.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { SandboxError } from '../../kit/sandbox-error.ts'
import type { BloomreachSettings } from '../settings.ts'
import { readVoucherCsv } from './voucher-csv.ts'
import { type VoucherPoolInput, voucherCode, voucherPoolName } from './voucher-pool.ts'

export interface GivenVoucher {
  readonly code: string
  /** The internal id. */
  readonly customer: string
  readonly at: number
}

export interface VoucherPool {
  readonly name: string
  readonly lowStock: number
  /** In the order in which they came; the first `given.length` of them are given out. */
  readonly codes: readonly string[]
  readonly given: readonly GivenVoucher[]
  /** Whether somebody was told that few are left. */
  readonly isLow: boolean
}

type PoolRecord = Omit<VoucherPool, 'codes' | 'given'>

export interface VoucherImport {
  imported: number
  /** Known in this pool already. */
  ignored: number
  /** In another pool, or no code at all. */
  refused: { code: string; reason: string }[]
}

export class VoucherPools {
  readonly #settings: Pick<BloomreachSettings, 'lowVoucherStock'>
  readonly #pools = new KeptMap<string, PoolRecord>()
  readonly #codes = new KeptLists<string, string>()
  readonly #given = new KeptLists<string, GivenVoucher>()
  /** By code: the pool that it is in. */
  readonly #owners = new KeptMap<string, string>()
  readonly kept = new Group({
    pools: this.#pools,
    codes: this.#codes,
    given: this.#given,
    owners: this.#owners,
  })

  constructor({ settings }: { settings: Pick<BloomreachSettings, 'lowVoucherStock'> }) {
    this.#settings = settings
  }

  list(): VoucherPool[] {
    return [...this.#pools.values()].map(record => this.#whole(record))
  }

  find(name: string): VoucherPool | undefined {
    const record = this.#pools.get(name)
    return record && this.#whole(record)
  }

  /** Of a world. */
  add({ name, codes, lowStock }: Pick<VoucherPoolInput, 'name' | 'codes' | 'lowStock'>): void {
    this.#begin(name, lowStock)
    this.import(name, codes)
  }

  /** [D] vouchers: into a pool that there is, or a new one; known codes are ignored, those of another pool refused. */
  import(name: string, codes: readonly string[]): VoucherImport {
    const outcome: VoucherImport = { imported: 0, ignored: 0, refused: [] }
    this.#begin(name)
    for (const code of codes) {
      const owner = this.#owners.get(code)
      if (owner === name) outcome.ignored++
      else if (owner !== undefined)
        outcome.refused.push({ code, reason: `It is in the pool ${JSON.stringify(owner)}.` })
      else {
        this.#owners.set(code, name)
        this.#codes.push(name, code)
        outcome.imported++
      }
    }
    const pool = this.find(name)
    if (pool !== undefined && leftIn(pool) > pool.lowStock) this.mark(pool, { isLow: false })
    return outcome
  }

  /** The next code, given to this customer; undefined when the pool is empty. */
  give(pool: VoucherPool, to: Omit<GivenVoucher, 'code'>): string | undefined {
    const code = nextOf(pool)
    if (code !== undefined) this.#given.push(pool.name, { code, ...to })
    return code
  }

  mark({ name, lowStock }: VoucherPool, { isLow }: Pick<VoucherPool, 'isLow'>): void {
    this.#pools.set(name, { name, lowStock, isLow })
  }

  #begin(name: string, lowStock = this.#settings.lowVoucherStock): void {
    if (!this.#pools.has(name)) this.#pools.set(name, { name, lowStock, isLow: false })
  }

  /** As it is now. */
  #whole(record: PoolRecord): VoucherPool {
    return { ...record, codes: this.#codes.get(record.name), given: this.#given.get(record.name) }
  }
}

export const nextOf = ({ codes, given }: VoucherPool): string | undefined => codes[given.length]

export const leftIn = ({ codes, given }: VoucherPool): number => codes.length - given.length

/** At once: they are judged in one go, and others wait meanwhile. */
const MOST_CODES = 100_000

/** What a person sends: a CSV, or codes. Throws what is wrong with it, and nothing is imported. */
export function codesOf(
  name: string,
  { csv, codes }: { csv?: string | undefined; codes?: readonly string[] | undefined },
): string[] {
  const refuse = (reason: string) =>
    new SandboxError('invalid-vouchers', `Cannot import vouchers into ${JSON.stringify(name)}: ${reason}.`, {
      remedy: 'Send a pool name without spaces and a CSV of one column with a header, or a list of codes.',
    })
  if (!voucherPoolName.safeParse(name).success) throw refuse('expected a name without spaces')
  if (csv === undefined && codes === undefined) throw refuse('there is neither a CSV nor a code')
  if (hasMoreLines(csv, MOST_CODES) || (codes?.length ?? 0) > MOST_CODES)
    throw refuse(`there are more than ${MOST_CODES} codes; send some of them at a time`)
  const read = csv === undefined ? { codes: [] } : readVoucherCsv(csv)
  if ('problem' in read) throw refuse(`line ${read.line}: ${read.problem}`)
  const given = (codes ?? []).map(code => code.trim())
  const wrong = given.find(code => !voucherCode.safeParse(code).success)
  if (wrong !== undefined) throw refuse(`${JSON.stringify(wrong.slice(0, 40))} is no code`)
  return [...read.codes.map(({ code }) => code), ...given]
}

const hasMoreLines = (text: string | undefined, most: number): boolean =>
  text !== undefined && text.length > most && text.split(/[\r\n]+/, most + 2).length > most + 1
