// What an editor of scenarios asks: of scenarios that are half done, and nothing is kept.
import { expect, test } from 'vitest'
import { startSandbox } from '../../../../harness/index.ts'
import { clipboardOf, mail, onEvent, wait, wire } from '../../../support/clipboard.ts'
import { scaled } from '../../../support/thoroughness.ts'

const half = {
  name: 'Half done',
  nodes: [
    { id: 1, type: 'now' },
    { id: 2, type: 'condition', if: { attributes: [{ property: 'first_name', value: 'Ada' }] } },
    { id: 3, type: 'webhook', method: 'GET', url: '' },
    {
      id: 4,
      type: 'email',
      subject: '{{ custmer.first_name }}',
      html: '<p>{{ customer.first_name | uper }}</p>',
    },
  ],
  connections: [
    [1, 2],
    [2, 4],
    [2, 3, 'else'],
  ],
}

test('a scenario that is half done is told what is wrong, in its own places', async () => {
  await using sandbox = await startSandbox({ listen: false })
  const { findings, nodes } = await sandbox.scenarios.check(half)

  expect(findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ severity: 'error', node: 3, path: ['nodes', 2, 'url'] }),
      expect.objectContaining({ node: 4, path: ['nodes', 3, 'subject'], within: { line: 1, column: 4 } }),
      expect.objectContaining({
        code: 'unknown-filter',
        path: ['nodes', 3, 'html'],
        within: { line: 1, column: 29 },
      }),
    ]),
  )
  expect(nodes.find(({ id }) => id === 2)?.exits).toEqual(['', 'else'])
})

test('what {{ webhook }} holds is known from the operation that is called', async () => {
  await using sandbox = await startSandbox({ listen: false })
  const [listed] = (await sandbox.scenarios.list()).scenarios
  const scenario = await sandbox.scenarios.get(listed?.id ?? '')
  const { nodes, findings } = await sandbox.scenarios.check(scenario)

  expect(findings).toEqual([])
  expect(nodes.find(({ id }) => id === 4)?.webhookFields).toEqual(
    expect.arrayContaining(['code', 'campaignId']),
  )
})

test('customers are counted on nodes and connections of what can be read, and nothing is kept or told', async () => {
  await using sandbox = await startSandbox({ listen: false })
  const before = await sandbox.journal()
  const preview = await sandbox.scenarios.previewUnsaved(half)
  const { nodes } = await sandbox.scenarios.testUnsaved(half, { customer: 'ada@example.com' })

  expect(preview.connections).toEqual([
    { from: 1, to: 2, customers: 4 },
    { from: 2, to: 4, customers: 1 },
  ])
  expect(preview.affected).toBe(1)
  expect(nodes.find(({ id }) => id === 2)).toMatchObject({ reached: true, leavesBy: [''], matched: true })
  expect((await sandbox.journal()).last).toBe(before.last)
  expect((await sandbox.scenarios.list()).scenarios).toHaveLength(1)
})

test('the clipboard of the vendor’s editor is read where it is pasted', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })
  const copied = clipboardOf(
    [onEvent(1), wait(2, { count: 1, units: 'hours', count_template: '' }), mail(3)],
    [wire(1, 0, 2), wire(2, 1, 3)],
  )
  const { nodes, connections } = await sandbox.scenarios.read(JSON.stringify(copied))

  expect(nodes.map(({ type }) => type)).toEqual(['on_event', 'wait', 'email'])
  expect(connections).toEqual([
    [1, 2],
    [2, 3],
  ])
  for (const wrong of ['', 'hello', '{"copiedData":1}'])
    await expect(sandbox.scenarios.read(wrong)).rejects.toMatchObject({ code: 'unreadable-file' })
})

test('the customers behind a number are listed with why', async () => {
  await using sandbox = await startSandbox({ listen: false, clock: 'manual' })
  await sandbox.startScenarios()
  await sandbox.settle()
  const [listed] = (await sandbox.scenarios.list()).scenarios
  const behind = (node: number, outcome: 'entered' | 'waiting' | 'suppressed' | 'succeeded') =>
    sandbox.scenarios.behind(listed?.id ?? '', { node, outcome })

  expect(await behind(2, 'waiting')).toMatchObject({ total: 4 })
  await sandbox.clock.advance('1m')
  expect(await behind(2, 'waiting')).toEqual({ total: 0, customers: [] })
  expect(await behind(3, 'entered')).toMatchObject({ total: 4 })
  expect(await behind(3, 'suppressed')).toEqual({
    total: 1,
    customers: [{ customer: 'alan@example.com', message: expect.any(String) }],
  })
  expect((await behind(3, 'succeeded')).customers).toHaveLength(3)
})

test('the HTML of a mail that is not sent is framed where nothing runs and nothing is fetched', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })
  const { path } = await sandbox.scenarios.showMail('<script>top.x = 1</script><p>Hello</p>')
  const framed = await sandbox.fetch(path)

  expect(await framed.text()).toContain('<p>Hello</p>')
  const policy = framed.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toMatch(/; sandbox$/)
  expect((await sandbox.fetch('/_sandbox/drafted-mails/99.html')).status).toBe(404)
})

test('a scenario of thousands of nodes is checked, previewed and tested', async () => {
  const MANY = scaled(9_000)
  await using sandbox = await startSandbox({ listen: false })
  const chain = Array.from({ length: MANY }, (_, index) => index + 1)
  const scenario = {
    name: 'Long',
    nodes: chain.map(id =>
      id === 1 ? { id, type: 'now' } : { id, type: 'set_attribute', attributes: { a: '{{ webhook.code }}' } },
    ),
    connections: chain.slice(1).map(id => [id - 1, id]),
  }
  const asked = async (what: string, more: object = {}) => {
    const answer = await sandbox.fetch(`/_sandbox/bloomreach/scenario-${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ scenario, ...more }),
    })
    return [answer.status, ((await answer.json()) as { nodes: unknown[] }).nodes.length]
  }

  expect(await asked('check')).toEqual([200, MANY])
  expect(await asked('preview')).toEqual([200, MANY])
  expect(await asked('test', { customer: 'ada@example.com' })).toEqual([200, MANY])
})
