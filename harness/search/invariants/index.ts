// Every invariant of the house.
import { noChangeTwice, oneCodePerAdvocate } from './codes.ts'
import type { Invariant } from './invariant.ts'
import { nobodyLost, nobodyStopped } from './journeys.ts'
import {
  noDeadCode,
  noForeignCode,
  noMailWithoutCode,
  noMessageAfterWithdrawal,
  nothingTwice,
} from './mails.ts'
import { noSecretShown } from './secrets.ts'

export const INVARIANTS: readonly Invariant[] = [
  oneCodePerAdvocate,
  noChangeTwice,
  noMailWithoutCode,
  noForeignCode,
  noDeadCode,
  noMessageAfterWithdrawal,
  nothingTwice,
  nobodyLost,
  nobodyStopped,
  noSecretShown,
]
