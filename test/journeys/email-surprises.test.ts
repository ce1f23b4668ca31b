import { expect, test } from 'vitest'
import { type Sandbox, startSandbox, type WorldDefinition } from '../../harness/index.ts'
import { email, line, projectWith } from '../support/scenario-world.ts'

async function started(world: WorldDefinition): Promise<Sandbox> {
  return startSandbox({ world, listen: false })
}

async function play(sandbox: Sandbox): Promise<void> {
  await sandbox.startScenarios()
  await sandbox.settle()
}

const statusesOf = async (sandbox: Sandbox, customer: string) =>
  (await sandbox.journal({ kind: 'bloomreach.campaign-event', customer })).entries.map(entry => entry.status)

test.each([
  [550, 'hard_bounced'],
  [451, 'soft_bounced'],
])('a recipient whom SMTP refuses with %i becomes the event %s', async (code, status) => {
  await using sandbox = await startSandbox({ world: projectWith(['ada', 'bo'], line(email('Hi'))) })
  await sandbox.faults.add({
    operation: 'smtp/rcpt',
    answer: { code },
    match: { address: 'ada@example.com' },
  })

  await play(sandbox)

  expect(await statusesOf(sandbox, 'ada')).toEqual(['enqueued', status])
  expect(await statusesOf(sandbox, 'bo')).toEqual(['enqueued', 'delivered'])
})

test('a template that fails is enqueue_failed with the reason, and the others get their mail', async () => {
  const html = '{% if customer.first_name == "ada" %}{{ customer.nothing.at_all }}{% endif %}Hi'
  await using sandbox = await started(projectWith(['ada', 'bo'], line(email(html))))

  await play(sandbox)

  const { entries } = await sandbox.journal({ kind: 'bloomreach.campaign-event', customer: 'ada' })
  expect(entries).toMatchObject([
    { status: 'enqueue_failed', message: expect.stringContaining('UndefinedError') },
  ])
  expect(await sandbox.inbox.search('to:bo@example.com')).toHaveLength(1)
})

test('{% abort %} with a reason sends nothing and keeps the reason', async () => {
  await using sandbox = await started(projectWith(['ada'], line(email('{% abort: "no discount left" %}'))))

  await play(sandbox)

  const { entries } = await sandbox.journal({ kind: 'bloomreach.campaign-event', customer: 'ada' })
  expect(entries).toMatchObject([{ message: expect.stringContaining('no discount left') }])
  expect(await sandbox.inbox.list()).toEqual([])
})

test('a mail has List-Unsubscribe, but not under the general consent', async () => {
  const under = async (consent: object) => {
    await using sandbox = await started(projectWith(['ada'], line(email('Hi', consent))))
    await play(sandbox)
    const { ID } = await sandbox.inbox.waitFor({ to: 'ada@example.com' })
    return Object.keys(await sandbox.inbox.headers(ID))
  }

  expect(await under({ generalConsent: undefined, consentCategory: 'newsletter' })).toContain(
    'List-Unsubscribe',
  )
  expect(await under({})).not.toContain('List-Unsubscribe')
})

test('a recipient set by hand gets every mail, one for each customer', async () => {
  await using sandbox = await started(
    projectWith(
      ['ada', 'bo'],
      line(email('Hi {{ customer.first_name }}', { recipients: { manual: 'qa@example.com' } })),
    ),
  )

  await play(sandbox)

  expect((await sandbox.inbox.search('to:qa@example.com')).map(mail => mail.Snippet)).toEqual([
    'Hi bo',
    'Hi ada',
  ])
})

test('fractions of an hour are floored, and zero or less does not wait', async () => {
  const wait = (id: number, period: string) => ({ id, type: 'wait' as const, period, unit: 'hours' as const })
  const until = async (period: string) => {
    const world = projectWith(['ada'], line(wait(2, period), email('Hi')))
    await using sandbox = await startSandbox({ world, listen: false })
    await play(sandbox)
    return (await sandbox.clock.state()).now.slice(11, 16)
  }

  expect(await until('{{ 1.8 }}')).toBe('10:00')
  expect(await until('{{ 0 }}')).toBe('09:00')
  expect(await until('{{ -3 }}')).toBe('09:00')
})
