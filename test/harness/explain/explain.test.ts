import { expect, test } from 'vitest'
import { explanationText } from '../../../harness/explain/text.ts'
import { startSandbox } from '../../../harness/index.ts'
import { EntryRows } from '../../../mocks/kit/entry-rows.ts'
import { codeNode, mailNode, scenario, shop, startedScenario } from '../../support/shop.ts'

const tutorial = scenario('Referral code by email', [
  { id: 1, type: 'now' },
  codeNode(2),
  mailNode(3, 'A code for {{ customer.first_name }}', 'Your code: {{ webhook.code }}.'),
])

async function ran(people: string[], strangers: string[] = []) {
  const sandbox = await startSandbox({
    world: shop({ people, strangers, scenarios: [tutorial] }),
    listen: false,
  })
  await startedScenario(sandbox)
  await sandbox.settle()
  return sandbox
}

test('a refused request is explained step by step, with the nearest that would have matched', async () => {
  await using sandbox = await ran(['ada', 'adah'], ['adah'])
  const { entries } = await sandbox.journal({ kind: 'talon-one.request' })
  const refused = entries.at(-1)
  const explanation = await sandbox.explain(String(refused?.requestId))
  expect(explanation).toMatchObject({
    kind: 'request',
    says: 'GET /customer_engagement/referral was answered 404 by cep/createReferral.',
    reason: 'missing-profile',
    nearest: 'profile "ada@example.com"',
    steps: [
      { looked: 'the operation', ok: true },
      { looked: 'the credentials', ok: true },
      { looked: 'the request', ok: true },
      { looked: 'what is kept', ok: false },
    ],
  })
  expect(explanation.causes.map(({ text }) => text).at(-1)).toContain('#2 GET https://integration.talon.one')
})

test('an accepted request says what came of it', async () => {
  await using sandbox = await ran(['ada'])
  const { entries } = await sandbox.journal({ kind: 'talon-one.request' })
  const { steps, effects } = await sandbox.explain(String(entries[0]?.requestId))
  expect(steps.every(({ ok }) => ok)).toBe(true)
  expect(effects.map(({ text }) => text)).toEqual([expect.stringContaining('Talon.One creates the code')])
})

test('every value of a mail says where it came from, and who wrote that', async () => {
  await using sandbox = await ran(['ada'])
  const [mail] = await sandbox.inbox.search('to:ada@example.com')
  const code = [...sandbox.talonOne.referrals.all()][0]?.code
  const explanation = await sandbox.explain(String(mail?.ID))
  expect(explanation).toMatchObject({
    kind: 'mail',
    values: [
      {
        expression: 'customer.first_name',
        value: 'ada',
        from: 'the attribute first_name of the customer',
      },
      {
        expression: 'webhook.code',
        value: code,
        from: 'the answer of webhook #2, field code',
        writtenBy: { text: `Talon.One creates the code ${code} for ada@example.com` },
      },
    ],
  })
  expect(explanationText(explanation)).toContain(
    `{{ webhook.code }} = "${code}": the answer of webhook #2, field code`,
  )
})

test('an id that nothing has is refused in one sentence', async () => {
  await using sandbox = await ran(['ada'])
  await expect(sandbox.explain('nothing')).rejects.toThrow(
    'Cannot explain "nothing": nothing in the journal has this id.',
  )
})

test('an id that nothing has is looked for without the entries being read', async () => {
  await using sandbox = await ran(['ada'])
  const { read } = EntryRows.prototype
  let reads = 0
  EntryRows.prototype.read = function (...place) {
    reads++
    return read.apply(this, place)
  }
  try {
    await expect(sandbox.explain('nothing')).rejects.toThrow('nothing in the journal has this id')
  } finally {
    EntryRows.prototype.read = read
  }
  expect(reads).toBeLessThan(5)
})

test('a request is explained by its seq too, and a mail by its message id', async () => {
  await using sandbox = await ran(['ada'])
  const { entries } = await sandbox.journal()
  const request = entries.find(({ kind }) => kind === 'talon-one.request')
  const sent = entries.find(({ kind }) => kind === 'bloomreach.email-sent')
  const wait = entries.find(({ kind }) => kind === 'bloomreach.run-entered')
  expect(await sandbox.explain(String(request?.seq))).toMatchObject({ kind: 'request' })
  expect(await sandbox.explain(String(sent?.messageId))).toMatchObject({ kind: 'mail' })
  await expect(sandbox.explain(String(wait?.seq))).rejects.toMatchObject({ code: 'not-explained' })
})

test('a mail in the language of the customer is explained by the texts of that language', async () => {
  const node = {
    ...mailNode(3, 'A code', '{{ webhook.code }}'),
    languages: {
      de: { subject: 'Hallo {{ customer.first_name }}', html: '<p>Dein Code: {{ webhook.code }}.</p>' },
    },
  }
  const world = shop({
    people: ['ada'],
    scenarios: [scenario('In German', [{ id: 1, type: 'now' }, codeNode(2), node as never])],
  })
  const [ada] = world.bloomreach?.customers ?? []
  Object.assign(ada?.attributes ?? {}, { language: 'de' })
  await using sandbox = await startSandbox({ world, listen: false })
  await startedScenario(sandbox)
  await sandbox.settle()
  const [mail] = await sandbox.inbox.search('to:ada@example.com')
  const { values } = await sandbox.explain(String(mail?.ID))
  const code = [...sandbox.talonOne.referrals.all()][0]?.code
  expect(values.map(({ expression, value }) => [expression, value])).toEqual([
    ['customer.first_name', 'ada'],
    ['webhook.code', code],
  ])
})
