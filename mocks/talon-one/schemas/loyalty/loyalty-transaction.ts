// Transactions of a loyalty ledger on the wire. [D] LoyaltyProgramTransaction, LedgerTransactionLogEntryIntegrationAPI, LoyaltyLedgerEntry.
import { msToIso } from '../../../kit/time/duration.ts'
import { isoIfAny } from '../../instant.ts'
import { left, type Transaction } from '../../stores/loyalty/loyalty-ledger.ts'

/** Those of the points that are left of an addition. */
export const pointsEntity = (transaction: Transaction) => ({
  ...shared(transaction),
  amount: left(transaction),
})

export const profileTransactionEntity = (transaction: Transaction) => ({
  ...shared(transaction),
  type: transaction.type,
  amount: transaction.amount,
})

/** Of a whole program, so that it says whose it is. */
export const transactionEntity = (transaction: Transaction) => ({
  ...profileTransactionEntity(transaction),
  customerProfileId: transaction.integrationId,
})

/** [D] startDate: "immediate", expiryDate: "unlimited". */
const shared = ({ startsAt, expiresAt, ...transaction }: Transaction) => ({
  id: transaction.id,
  transactionUUID: transaction.uuid,
  created: msToIso(transaction.createdAt),
  programId: transaction.programId,
  customerSessionId: transaction.sessionId,
  name: transaction.name,
  startDate: isoIfAny(startsAt) ?? 'immediate',
  expiryDate: isoIfAny(expiresAt) ?? 'unlimited',
  subledgerId: transaction.subledgerId,
})

export const ledgerEntry = ({ startsAt, expiresAt, ...transaction }: Transaction) => ({
  created: msToIso(transaction.createdAt),
  programID: transaction.programId,
  customerProfileID: transaction.integrationId,
  customerSessionID: transaction.sessionId,
  type: transaction.type,
  amount: transaction.amount,
  startDate: isoIfAny(startsAt),
  expiryDate: isoIfAny(expiresAt),
  name: transaction.name,
  subLedgerID: transaction.subledgerId,
})
