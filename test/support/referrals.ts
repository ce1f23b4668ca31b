// Finds a referral in the emulator's store by its code, as Talon.One's Campaign Manager would.
import type { Sandbox } from '../../harness/index.ts'

export const referralWithCode = (sandbox: Sandbox, code: string | undefined) =>
  [...sandbox.talonOne.referrals.all()].find(referral => referral.code === code)
