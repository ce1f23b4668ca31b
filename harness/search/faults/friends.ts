// Friends who use the newest code of an advocate: each closes a session of their own in Talon.One, all at once.
import type { Live } from '../../life.ts'
import { idsOf, type Moment } from './moment.ts'

/** A key with which a shop would close their sessions; undefined where there is none, or no code. */
export function keyOfFriends(moment: Moment): string | undefined {
  return newestCode(moment.life, moment.customer) === undefined
    ? undefined
    : moment.life.talonOne.keyFor('none')
}

export function newestCode(life: Live, customer: string): string | undefined {
  const ids = idsOf(life, customer)
  return [...life.talonOne.referrals.all()]
    .filter(({ advocateProfileIntegrationId: advocate }) => ids.has(advocate))
    .at(-1)?.code
}

export async function friendUses(moment: Moment, friends: number): Promise<void> {
  const { talonOne } = moment.life
  const referralCode = newestCode(moment.life, moment.customer)
  const key = keyOfFriends(moment)
  const sessions = Array.from({ length: friends }, (_, index) => {
    const friend = `friend-${index + 1}-of-${referralCode}`
    const body = { customerSession: { profileId: friend, referralCode, state: 'closed', cartItems: [] } }
    return talonOne.app.request(`/v2/customer_sessions/${encodeURIComponent(friend)}`, {
      method: 'PUT',
      headers: { authorization: `ApiKey-v1 ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  })
  await Promise.all(sessions)
}
