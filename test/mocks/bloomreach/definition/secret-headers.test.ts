import { expect, test } from 'vitest'
import { startSandbox } from '../../../../harness/index.ts'
import { chain, givenScenarios, now, webhook } from '../../../support/scenarios.ts'

const headers = [
  { name: 'X-Plain', value: 'open', visibility: 'public' as const },
  { name: 'Authorization', value: 'Bearer s3cret', visibility: 'secret' as const },
]
const scenario = chain(now, webhook({ headers, url: 'https://api.example/' }))

test('secret header values of a webhook are never given back over the control API', async () => {
  await using sandbox = await startSandbox({ listen: false, clock: 'manual', allowHost: ['api.example'] })
  const path = '/_sandbox/bloomreach/scenarios'
  const ask = async (method: string, to: string, body?: unknown) => {
    const response = await sandbox.fetch(`${path}${to}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    expect(response.status).toBe(200)
    return response.text()
  }
  const created = await ask('POST', '', scenario)
  const { id } = JSON.parse(created) as { id: string }
  const read = await ask('GET', `/${id}`)
  const answers = [
    created,
    read,
    await ask('PUT', `/${id}`, JSON.parse(read)),
    await ask('GET', ''),
    await ask('GET', `/${id}/versions`),
    await ask('GET', `/${id}/versions/diff?from=1&to=2`),
    await ask('POST', `/${id}/versions/1/restore`),
  ]

  expect(JSON.parse(read).nodes[1].headers).toEqual([headers[0], { ...headers[1], value: '********' }])
  expect(answers.join('\n')).not.toContain('s3cret')
  expect(JSON.parse(answers[5] ?? '')).toMatchObject({ nodes: [] })
})

test('a scenario that comes back as it was shown keeps its secrets', async () => {
  const bloomreach = await givenScenarios()
  const { id } = bloomreach.scenarios.create(scenario)

  bloomreach.scenarios.replace(id, bloomreach.scenarios.get(id))
  bloomreach.scenarios.start(id)
  await bloomreach.settle()

  expect(bloomreach.requests[0]?.headers.get('authorization')).toBe('Bearer s3cret')
})

test('a hidden value that is made public is taken literally, and a new one replaces the old', async () => {
  const bloomreach = await givenScenarios()
  const { id } = bloomreach.scenarios.create(scenario)
  const replacedBy = (value: string, visibility: 'public' | 'secret') =>
    bloomreach.scenarios.replace(
      id,
      chain(
        now,
        webhook({ url: 'https://api.example/', headers: [{ name: 'Authorization', value, visibility }] }),
      ),
    )

  expect(replacedBy('********', 'public').nodes[1]).toMatchObject({ headers: [{ value: '********' }] })
  replacedBy('Bearer new', 'secret')
  bloomreach.scenarios.start(id)
  await bloomreach.settle()

  expect(bloomreach.requests[0]?.headers.get('authorization')).toBe('Bearer new')
})
