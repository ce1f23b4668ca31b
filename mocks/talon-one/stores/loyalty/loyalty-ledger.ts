// The ledger of profile-based loyalty programs: additions and subtractions of points, from which every balance is read.
import { Counter } from '../../../kit/kept/cell.ts'
import { Group } from '../../../kit/kept/group.ts'
import { KeptMap } from '../../../kit/kept/kept-map.ts'
import { Table } from '../../../kit/table.ts'
import type { Environment } from '../profiles.ts'

/** Whose points: a profile's in one program. The empty subledger is the main ledger. */
export interface Account {
  readonly programId: number
  readonly environment: Environment
  readonly integrationId: string
}

export interface Transaction extends Account {
  readonly id: number
  readonly uuid: string
  readonly type: 'addition' | 'subtraction'
  readonly subledgerId: string
  readonly amount: number
  readonly name: string
  readonly createdAt: number
  /** Undefined: at once. */
  readonly startsAt: number | undefined
  /** Undefined: never. */
  readonly expiresAt: number | undefined
  readonly sessionId: string | undefined
  /** Of an addition: what subtractions took from it, and what was taken back. */
  readonly spent: number
  readonly voided: number
  /** Of a subtraction: from which additions, by their ids, it took how much. */
  readonly taken: readonly { readonly addition: number; readonly amount: number }[]
}

export type PointsStatus = 'active' | 'expired' | 'pending'

export interface Balance {
  active: number
  pending: number
  spent: number
  expired: number
}

type NewTransaction = Account &
  Pick<Transaction, 'amount' | 'createdAt' | 'name' | 'subledgerId' | 'uuid'> & {
    sessionId?: string | undefined
    startsAt?: number | undefined
    expiresAt?: number | undefined
  }

const accountKey = ({ programId, environment, integrationId }: Account) =>
  `${programId}/${environment}/${integrationId}`

export class LoyaltyLedger {
  readonly #table = new Table<Transaction, 'uuid', 'account' | 'program'>({
    key: transaction => transaction.id,
    unique: { uuid: transaction => transaction.uuid },
    many: { account: accountKey, program: ({ programId }) => programId },
  })
  /** Those who joined, which those with a transaction need not do. */
  readonly #joined = new KeptMap<string, true>()
  readonly #lastId = new Counter()
  readonly kept = new Group({ table: this.#table, joined: this.#joined, lastId: this.#lastId })

  find(uuid: string): Transaction | undefined {
    return this.#table.find('uuid', uuid)
  }

  isMember(account: Account): boolean {
    return this.#joined.has(accountKey(account)) || this.#table.count('account', accountKey(account)) > 0
  }

  join(account: Account): void {
    this.#joined.set(accountKey(account), true)
  }

  ofProgram(programId: number): Iterable<Transaction> {
    return this.#table.where('program', programId)
  }

  /** Additions of which something is left, by what it is at an instant. */
  *points(account: Account, status: PointsStatus, at: number): Generator<Transaction> {
    for (const transaction of this.of(account)) {
      if (transaction.type !== 'addition' || left(transaction) === 0) continue
      if (statusOf(transaction, at) === status) yield transaction
    }
  }

  of(account: Account): Iterable<Transaction> {
    return this.#table.where('account', accountKey(account))
  }

  add(values: NewTransaction): Transaction {
    return this.#insert({ ...values, type: 'addition' })
  }

  /** Spends active points, those that expire first; undefined when there are not enough. */
  subtract(values: NewTransaction): Transaction | undefined {
    const { createdAt: at, subledgerId } = values
    const additions = this.#additions(values, subledgerId)
      .filter(addition => isActive(addition, at))
      .sort((a, b) => (a.expiresAt ?? Number.POSITIVE_INFINITY) - (b.expiresAt ?? Number.POSITIVE_INFINITY))
    if (sum(additions, left) < values.amount) return undefined
    let open = values.amount
    const taken: Transaction['taken'][number][] = []
    for (const addition of additions) {
      const amount = Math.min(open, left(addition))
      if (amount === 0) break
      this.#spend(addition.id, amount)
      open = rounded(open - amount)
      taken.push({ addition: addition.id, amount })
    }
    return this.#insert({ ...values, type: 'subtraction', taken })
  }

  /** Takes back what is left of an addition, as a cancelled session does; answers how much that was. */
  takeBack({ id }: Pick<Transaction, 'id'>): number {
    const addition = this.#table.get(id)
    if (addition === undefined) return 0
    const taken = left(addition)
    this.#table.update(addition, { voided: rounded(addition.voided + taken) })
    return taken
  }

  /** Gives back what a subtraction took; the points are those of the additions again. */
  giveBack(subtraction: Transaction): void {
    for (const { addition, amount } of subtraction.taken) this.#spend(addition, -amount)
    this.#table.update(subtraction, { voided: subtraction.amount })
  }

  #spend(id: number, amount: number): void {
    const addition = this.#table.get(id)
    if (addition !== undefined) this.#table.update(addition, { spent: rounded(addition.spent + amount) })
  }

  balance(account: Account, subledgerId: string, at: number): Balance {
    const balance: Balance = { active: 0, pending: 0, spent: 0, expired: 0 }
    for (const transaction of this.of(account)) {
      if (transaction.subledgerId !== subledgerId || transaction.createdAt > at) continue
      const part = transaction.type === 'subtraction' ? 'spent' : statusOf(transaction, at)
      balance[part] = rounded(balance[part] + left(transaction))
    }
    return balance
  }

  /** The subledgers that an account has used, without the main one. */
  subledgersOf(account: Account): string[] {
    const names = new Set<string>()
    for (const { subledgerId } of this.of(account)) if (subledgerId !== '') names.add(subledgerId)
    return [...names]
  }

  #additions(account: Account, subledgerId: string): Transaction[] {
    return [...this.of(account)].filter(one => one.type === 'addition' && one.subledgerId === subledgerId)
  }

  #insert({
    startsAt,
    expiresAt,
    sessionId,
    taken = [],
    ...rest
  }: NewTransaction & Pick<Transaction, 'type'> & Partial<Pick<Transaction, 'taken'>>): Transaction {
    const spending = { id: this.#lastId.next(), spent: 0, voided: 0, taken }
    return this.#table.insert({ ...rest, startsAt, expiresAt, sessionId, ...spending })
  }
}

/** What is neither spent nor taken back. */
export const left = ({ amount, spent, voided }: Transaction): number => rounded(amount - spent - voided)
const isPending = ({ startsAt }: Transaction, at: number) => startsAt !== undefined && startsAt > at
const isActive = (transaction: Transaction, at: number) =>
  !isPending(transaction, at) && (transaction.expiresAt === undefined || transaction.expiresAt > at)
const statusOf = (transaction: Transaction, at: number): PointsStatus =>
  isPending(transaction, at) ? 'pending' : isActive(transaction, at) ? 'active' : 'expired'
const sum = <T>(items: readonly T[], read: (item: T) => number) =>
  items.reduce((total, item) => total + read(item), 0)
/** Points have two decimals ([D] AddLoyaltyPoints: up to 999999999999.99); binary fractions must not add up to more. */
const rounded = (points: number): number => Math.round(points * 100) / 100
