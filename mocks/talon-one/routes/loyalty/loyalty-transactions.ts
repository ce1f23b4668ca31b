// Transactions and points of a loyalty program, as lists of the Integration and Management APIs filter them.
// [D] getLoyaltyProgramProfileTransactions, getLoyaltyProgramProfilePoints, getLoyaltyProgramTransactions.
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
  const isKnown = knownBy(query)
  const type = query.choice('loyaltyTransactionType', TYPES)
  const from = query.instantOrDay('startDate')?.at ?? Number.NEGATIVE_INFINITY
  const until = query.instantOrDay('endDate')?.at ?? Number.POSITIVE_INFINITY
  const awaits = query.boolean('awaitsActivation')
  return transaction =>
    isKnown(transaction) &&
    (type === undefined || type === (transaction.sessionId === undefined ? 'manual' : 'session')) &&
    transaction.createdAt >= from &&
    transaction.createdAt <= until &&
    // Points that wait for an action are not emulated: no transaction ever does.
    awaits !== true
}

export function pointsWanted(query: Query): {
  status: PointsStatus
  matches: (transaction: Transaction) => boolean
} {
  query.choice('sort', ['startDate', '-startDate', 'expiryDate', '-expiryDate'])
  return { status: query.choice('status', STATUSES) ?? 'active', matches: knownBy(query) }
}

function knownBy(query: Query): (transaction: Transaction) => boolean {
  const sessions = query.list('customerSessionIDs')
  const uuids = query.list('transactionUUIDs')
  const subledgers = query.list('subledgerId')
  return ({ sessionId, uuid, subledgerId }) =>
    (sessions === undefined || (sessionId !== undefined && sessions.includes(sessionId))) &&
    (uuids === undefined || uuids.includes(uuid)) &&
    (subledgers === undefined || subledgers.includes(subledgerId))
}
