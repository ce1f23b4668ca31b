// What every operation refuses alike: a call without a key, and one too many.
import { DEPLOYMENT, type Stage } from './stage.ts'

/** Every operation that declares 401, called without credentials. */
export async function judgeMissingKeys({ witness, talonOne }: Stage): Promise<void> {
  for (const { emulated, api, method, path, id } of talonOne.operations()) {
    if (!emulated || api === 'management' || id === 'health') continue
    const headers = { 'destination-hostname': DEPLOYMENT, 'content-type': 'application/json' }
    await witness.call(401, method, `${path.replaceAll(/\{\w+\}/g, '1')}?deployment=${DEPLOYMENT}`, {
      headers,
      ...(method === 'GET' ? {} : { body: { deploymentUrl: DEPLOYMENT } }),
    })
  }
}

/** 429 of the third-party paths has no published number, so it comes from a planned fault. */
export async function judgeRateLimits({ witness, talonOne, as }: Stage): Promise<void> {
  for (const { emulated, api, method, path, id } of talonOne.operations()) {
    if (!emulated || api !== 'third-party') continue
    const fault = talonOne.world.faults.add({ operation: id, first: 1, answer: { status: 429 } })
    await witness.call(429, method, path.replaceAll(/\{\w+\}/g, '1'), { headers: as('none') })
    talonOne.world.faults.clear(fault.id)
  }
}
