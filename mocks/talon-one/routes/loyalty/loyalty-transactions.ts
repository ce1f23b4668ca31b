// Transactions and points of a loyalty program, as lists of the Integration and Management APIs filter them.
// [D] getLoyaltyProgramProfileTransactions, getLoyaltyProgramProfilePoints, getLoyaltyProgramTransactions.
import { matchingAll, when } from '../../http/filter.ts'
import type { SortFields } from '../../http/paging.ts'
import type { Query } from '../../http/query.ts'
import type { PointsStatus, Transaction } from '../../stores/loyalty/loyalty-ledger.ts'

const TYPES = ['manual', 'session', 'import'] as const
const STATUSES = ['active', 'pending', 'expired'] as const
export const USUAL_PAGE = 50

export const TRANSACTIONS: SortFields<Transaction> = { natural: 'created', fields: {} }
/** [D] the only two fields that points are sorted by. */
export const POINTS: SortFields<Transaction> = {
  natural: 'created',
  fields: { startDate: ({ startsAt }) => startsAt, expiryDate: ({ expiresAt }) => expiresAt },
}

export function transactionFilter(query: Query): (transaction: Transaction) => boolean {
  return matchingAll(
    knownBy(query),
    when(
      query.choice('loyaltyTransactionType', TYPES),
      ({ sessionId }, type) => type === (sessionId === undefined ? 'manual' : 'session'),
    ),
    when(query.instantOrDay('startDate'), ({ createdAt }, { at }) => createdAt >= at),
    when(query.instantOrDay('endDate'), ({ createdAt }, { at }) => createdAt <= at),
    // Points that wait for an action are not emulated: no transaction ever does.
    when(query.boolean('awaitsActivation'), (_, awaits) => !awaits),
  )
}

export function pointsWanted(query: Query): {
  status: PointsStatus
  matches: (transaction: Transaction) => boolean
} {
  query.choice('sort', ['startDate', '-startDate', 'expiryDate', '-expiryDate'])
  return { status: query.choice('status', STATUSES) ?? 'active', matches: knownBy(query) }
}

const knownBy = (query: Query): ((transaction: Transaction) => boolean) =>
  matchingAll(
    when(
      query.list('customerSessionIDs'),
      ({ sessionId }, ids) => sessionId !== undefined && ids.includes(sessionId),
    ),
    when(query.list('transactionUUIDs'), ({ uuid }, uuids) => uuids.includes(uuid)),
    when(query.list('subledgerId'), ({ subledgerId }, ids) => ids.includes(subledgerId)),
  )
