// The vendor's own clients as witnesses: what they say, who is missing, and that a step that fails is told with its name.
import { expect, test, vi } from 'vitest'
import type { Client } from '../../contracts/clients/client.ts'
import { CLIENTS, hearClients } from '../../contracts/clients/hear-clients.ts'
import { LIFE, type Step } from '../../contracts/clients/life.ts'
import { oneOf } from '../support/thoroughness.ts'
import { runContracts } from './support/contracts-command.ts'

const client = (more: Partial<Client>): Client => ({
  name: 'a client',
  lacks: [],
  missing: () => undefined,
  live: async () => LIFE.map(step => ({ step })),
  ...more,
})

const heard = async (more: Partial<Client>) =>
  (await hearClients([client(more)])).map(({ interaction, says }) => [
    interaction,
    says.consumer.verdict,
    ...says.consumer.because,
  ])

for (const known of oneOf(CLIENTS.length, CLIENTS)) {
  const missing = known.missing()
  const isSkipped = missing !== undefined && process.env.CI !== 'true'
  test.skipIf(isSkipped)(
    `${known.name} lives the whole life${isSkipped ? ` (skipped: ${missing})` : ''}`,
    async () => {
      const verdicts = await hearClients([known])

      expect(verdicts.filter(({ says }) => says.consumer.verdict === 'disagrees')).toEqual([])
      expect(verdicts.map(({ interaction }) => interaction)).toEqual([...LIFE])
      const silent = verdicts.filter(({ says }) => says.consumer.verdict === 'silent')
      expect(silent.map(({ interaction }) => interaction)).toEqual(known.lacks)
    },
  )
}

test('a step that fails is a disagreement with its reason, and what comes after it is not heard', async () => {
  const live = async (): Promise<Step[]> => [{ step: LIFE[0] }, { step: LIFE[1], problem: 'HTTP 500' }]

  const [first, second, third] = await heard({ live })

  expect(first).toEqual([LIFE[0], 'agrees'])
  expect(second).toEqual([LIFE[1], 'disagrees', 'HTTP 500'])
  expect(third).toEqual([LIFE[2], 'silent', 'a step before it failed'])
})

test('a step for which a version has no call is silent, one that it leaves out is a disagreement', async () => {
  const live = async () => LIFE.slice(2).map(step => ({ step }))

  const [first, second] = await heard({ live, lacks: [LIFE[0]] })

  expect(first).toEqual([LIFE[0], 'silent', 'this version has no call for it'])
  expect(second).toEqual([LIFE[1], 'disagrees', 'the client did not take this step'])
})

test('a client that is not here is skipped by name, and a failure in CI', async () => {
  const missing = () => 'it is not installed here'
  vi.stubEnv('CI', '')
  expect(await heard({ missing })).toEqual([['the whole life', 'silent', 'it is not installed here']])
  vi.stubEnv('CI', 'true')
  expect(await heard({ missing })).toEqual([['the whole life', 'disagrees', 'it is not installed here']])
  vi.unstubAllEnvs()
})

test('--only clients hears them alone', async () => {
  const { stdout } = await runContracts(['--only', 'clients'])

  expect(stdout).toContain('talon_one 4.3.0 (npm) -> talon-one')
  expect(stdout).not.toContain('bloomreach-webhook')
})
