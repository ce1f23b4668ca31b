// Points that begin later: when they do, whoever asked for it is told. [D] pendingActivePoints.
import type { JobKind } from '../../../kit/time/job-kinds.ts'
import type { World } from '../../../kit/world.ts'
import { isoIfAny } from '../../instant.ts'
import type { Notifications } from '../notifications.ts'
import type { LoyaltyLedger, Transaction } from './loyalty-ledger.ts'

/** `integrationId` is for whoever reads what is pending. */
type Beginning = { transaction: string; integrationId: string; causedBy: number }

interface Stores {
  notifications: Notifications
  loyalty: LoyaltyLedger
}

export class PendingPoints {
  readonly #stores: Stores
  readonly #beginnings: JobKind<Beginning>

  constructor({ clock }: World, stores: Stores) {
    this.#stores = stores
    this.#beginnings = clock.performs<Beginning>('talon-one/points-begin', {
      label: ({ integrationId }) => `Talon.One points of ${integrationId} become active`,
      run: beginning => this.#begin(beginning),
    })
  }

  /** Scheduled only when somebody listens: a clock that jumps would otherwise run to it. */
  announce({ startsAt, uuid, integrationId }: Transaction, causedBy: number): void {
    if (startsAt === undefined || !this.#stores.notifications.isWanted('pendingActivePointsNotification'))
      return
    this.#beginnings.at(startsAt, { transaction: uuid, integrationId, causedBy }, { onDemand: true })
  }

  #begin({ transaction, causedBy }: Beginning): void {
    const points = this.#stores.loyalty.find(transaction)
    if (points === undefined || points.voided >= points.amount) return
    const data = {
      LoyaltyProgramID: points.programId,
      SubledgerID: points.subledgerId,
      CustomerProfileID: points.integrationId,
      Points: points.amount - points.voided,
      ActiveOn: isoIfAny(points.startsAt),
      ExpireOn: isoIfAny(points.expiresAt),
      SessionIntegrationID: points.sessionId ?? '',
    }
    const body = { TotalResultSize: 1, Data: [data], NotificationType: 'LoyaltyPointsPendingToActive' }
    this.#stores.notifications.send('pendingActivePointsNotification', body, causedBy)
  }
}
