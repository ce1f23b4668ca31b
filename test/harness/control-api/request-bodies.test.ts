import { expect, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'

const members = (count: number) =>
  `{${Array.from({ length: count }, (_, index) => `"k${index}":"a:b"`).join(',')}}`
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

test.each(['/bloomreach/scenarios', '/bloomreach/integrations', '/clock/advance', '/faults', '/settle'])(
  'a body for %s that is nested too deep is refused with its reason',
  async path => {
    await using sandbox = await startSandbox()
    const answer = await fetch(`${sandbox.url}/_sandbox${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: nested(100_000),
    })

    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { code: 'invalid-request', message: expect.stringContaining('nested deeper than 500 levels') },
    })
  },
)

test('a body of more members than anything has is refused before it is read', async () => {
  await using sandbox = await startSandbox({ listen: false })

  const answer = await sandbox.fetch('/_sandbox/bloomreach/scenarios', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: members(100_001),
  })

  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ error: { code: 'body-too-large' } })
})

test('of a scenario with thousands of errors the first are told, and how many more there are', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })
  const connections = Array.from({ length: 10_000 }, () => [1, 2])

  const answer = await sandbox.fetch('/_sandbox/bloomreach/scenarios', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'x',
      nodes: [
        { id: 1, type: 'now' },
        { id: 2, type: 'wait', period: '1 day' },
      ],
      connections,
    }),
  })

  const { error } = (await answer.json()) as { error: { message: string } }
  expect(answer.status).toBe(400)
  expect(error.message.length).toBeLessThan(100_000)
  expect(error.message).toMatch(/And [\d]+ more\.$/)
})
