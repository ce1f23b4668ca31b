import { describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../../harness/index.ts'
import { atRest } from '../../support/at-rest.ts'
import { deafTo } from '../../support/forgetful-state.ts'
import { stateIn, withState } from '../../support/snapshot-state.ts'
import { type Between, waitingStory } from '../../support/waiting-story.ts'

const tutorial = (options = {}): Promise<Sandbox> =>
  startSandbox({ listen: false, clock: 'manual', ...options })

async function played(sandbox: Sandbox): Promise<void> {
  await sandbox.startScenarios()
  await atRest(sandbox)
  await sandbox.clock.advance('1h')
}

const lastSeq = async (sandbox: Sandbox): Promise<number> => (await sandbox.journal({ limit: 1 })).last

const tracked = (sandbox: Sandbox, name: string) => {
  const { projectToken, apiKeyId, apiSecret } = sandbox.bloomreach
  return sandbox.fetch(`/track/v2/projects/${projectToken}/customers`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${btoa(`${apiKeyId}:${apiSecret}`)}`,
    },
    body: JSON.stringify({ customer_ids: { registered: name }, properties: { first_name: name } }),
  })
}

test('back at a checkpoint, state, clock, what waits, faults and mails are as they were, and go the same way again', async () => {
  await using sandbox = await tutorial()
  await sandbox.faults.add({ operation: 'cep/createReferral', every: 2, answer: { status: 500 } })
  await sandbox.checkpoint('before')
  const before = stateIn(await sandbox.snapshot())
  await played(sandbox)
  const after = stateIn(await sandbox.snapshot())

  await sandbox.rewind('before')

  expect(stateIn(await sandbox.snapshot())).toBe(before)
  expect(await sandbox.inbox.list()).toEqual([])
  await played(sandbox)
  expect(stateIn(await sandbox.snapshot())).toBe(after)
})

test('what was taken back stays as a branch of the journal', async () => {
  await using sandbox = await tutorial()
  const { seq } = await sandbox.checkpoint('before')
  await played(sandbox)
  const { entries } = await sandbox.journal({ after: seq })

  const { branch, ...told } = await sandbox.rewind('before')

  expect(told).toMatchObject({ seq, entries: entries.length + 1 })
  expect((await sandbox.journal({ branch })).entries.slice(0, -1)).toEqual(entries)
  expect((await sandbox.journal({ branch, kind: 'inbox.message' })).entries.length).toBeGreaterThan(0)
  expect(await lastSeq(sandbox)).toBe(seq)
})

test('a branch of the journal hides secrets as the journal does', async () => {
  await using sandbox = await tutorial()
  await sandbox.checkpoint('before')
  const { journal } = sandbox.talonOne.world
  const url = 'https://shop.example/hook?api_key=hush'
  journal.append({ kind: 'bloomreach.webhook-request', url, message: 'HTTP 400: {"token":"hush"}' })
  const { branch } = await sandbox.rewind('before')

  const { entries } = await sandbox.journal({ branch })

  expect(entries).toMatchObject([{ kind: 'bloomreach.webhook-request' }, {}])
  expect(JSON.stringify(entries)).not.toContain('hush')
})

test('changes are told with what they were, what they are, and by whose request', async () => {
  await using sandbox = await tutorial()
  await tracked(sandbox, 'grace')
  const { seq } = await sandbox.checkpoint('before')
  await tracked(sandbox, 'edsger')

  const { changes = [], total } = await sandbox.changes({ since: 'before' })

  expect(total).toBe(changes.length)
  const customer = changes.find(({ store, path }) => store === 'customers' && path[0] === 'byId')
  expect(customer).toMatchObject({
    house: 'bloomreach',
    change: 'added',
    after: { ids: { registered: 'edsger' }, properties: { first_name: 'edsger' } },
    origin: { seq: seq + 1, kind: 'bloomreach.request', method: 'POST' },
  })
  expect(await sandbox.changes({ since: seq })).toMatchObject({ total })
})

test('what a job changes is told with the start that led to it', async () => {
  await using sandbox = await tutorial()
  await sandbox.checkpoint('before')
  await played(sandbox)

  const { changes = [] } = await sandbox.changes({ since: 'before' })

  const referral = changes.find(({ store, path }) => store === 'referrals' && path[0] === 'table')
  expect(referral).toMatchObject({
    house: 'talon-one',
    change: 'added',
    origin: { kind: 'bloomreach.scenario-started' },
  })
})

test('changes are counted by house and by store', async () => {
  await using sandbox = await tutorial()
  await sandbox.checkpoint('before')
  await played(sandbox)

  const { counts: houses = [] } = await sandbox.changes({ since: 'before', by: 'house' })
  const { counts: stores = [] } = await sandbox.changes({ since: 'before', by: 'store' })

  expect(houses.map(({ name }) => name)).toEqual(expect.arrayContaining(['talon-one', 'bloomreach', 'inbox']))
  expect(stores).toContainEqual({
    name: 'inbox/inbox',
    added: expect.any(Number),
    changed: expect.any(Number),
    removed: 0,
  })
})

test('secrets stay hidden in what is told', async () => {
  await using sandbox = await tutorial()
  await sandbox.checkpoint('before')
  await sandbox.integrations.create({
    type: 'http_authentication_schema',
    name: 'Shop',
    endpoint: 'https://shop.example',
    headers: [{ name: 'x-key', value: 'hush', visibility: 'secret' }],
    basic: { username: 'ada', password: 'hush' },
  })

  const told = JSON.stringify(await sandbox.changes({ since: 'before' }))

  expect(told).toContain('x-key')
  expect(told).not.toContain('hush')
})

test('a later checkpoint is gone after a rewind before it, an earlier one stays', async () => {
  await using sandbox = await tutorial()
  await sandbox.checkpoint('one')
  await tracked(sandbox, 'grace')
  await sandbox.checkpoint('two')
  await tracked(sandbox, 'edsger')
  await sandbox.checkpoint('three')

  await sandbox.rewind('two')

  const { checkpoints } = await sandbox.checkpoints.list()
  expect(checkpoints.map(({ name }) => name)).toEqual(['one', 'two'])
  const { changes = [] } = await sandbox.changes({ since: 'one' })
  expect(JSON.stringify(changes)).toContain('grace')
  expect(JSON.stringify(changes)).not.toContain('edsger')
})

test('to an entry means to the last moment by then when nothing ran', async () => {
  await using sandbox = await tutorial()
  await sandbox.checkpoint('before')
  await tracked(sandbox, 'grace')
  const seq = await lastSeq(sandbox)
  const snapshot = stateIn(await sandbox.snapshot())
  await tracked(sandbox, 'edsger')

  await sandbox.rewind(seq + 1)

  expect(stateIn(await sandbox.snapshot())).toBe(snapshot)
})

describe('what cannot be is one sentence, and changes nothing', () => {
  test.each([
    ['a name that is none', (s: Sandbox) => s.rewind('never'), 'unknown-checkpoint'],
    ['an entry before the first checkpoint', (s: Sandbox) => s.rewind(0), 'too-long-ago'],
    ['an entry that is still to come', (s: Sandbox) => s.rewind(1_000_000), 'too-long-ago'],
    [
      'changes since a name that is none',
      (s: Sandbox) => s.changes({ since: 'never' }),
      'unknown-checkpoint',
    ],
    ['two of one name', (s: Sandbox) => s.checkpoint('before'), 'checkpoint-exists'],
    ['a name that could be an entry', (s: Sandbox) => s.checkpoint('12'), 'invalid-request'],
    ['a branch that is none', (s: Sandbox) => s.journal({ branch: 7 }), 'unknown-branch'],
    ['to forget a name that is none', (s: Sandbox) => s.checkpoints.delete('never'), 'unknown-checkpoint'],
  ])('%s', async (_, misuse, code) => {
    await using sandbox = await tutorial()
    await tracked(sandbox, 'grace')
    await sandbox.checkpoint('before')
    const { customers } = sandbox.bloomreach

    await expect(misuse(sandbox)).rejects.toMatchObject({ code })

    expect(sandbox.bloomreach.customers).toBe(customers)
    expect((await sandbox.checkpoints.list()).checkpoints.map(({ name }) => name)).toEqual(['before'])
  })

  test('a rewind, a checkpoint, a snapshot and a fork while something runs', async () => {
    await using sandbox = await tutorial()
    await sandbox.checkpoint('before')
    const release = sandbox.talonOne.world.clock.hold('a request')

    for (const misuse of [
      () => sandbox.rewind('before'),
      () => sandbox.checkpoint('now'),
      () => sandbox.snapshot(),
      () => sandbox.fork(),
    ]) {
      await expect(misuse()).rejects.toMatchObject({ code: 'world-busy' })
    }

    release()
    await sandbox.rewind('before')
  })

  test('before the first checkpoint nothing is recorded', async () => {
    await using sandbox = await tutorial()

    await expect(sandbox.rewind(0)).rejects.toThrow('nothing is recorded before the first checkpoint')
  })

  test('checkpoints are forgotten with a reset', async () => {
    await using sandbox = await tutorial()
    await sandbox.checkpoint('before')

    await sandbox.reset()

    await expect(sandbox.rewind('before')).rejects.toMatchObject({ code: 'unknown-checkpoint' })
  })
})

/** What was recorded since the first step is done again after each. */
function redone(steps = Number.POSITIVE_INFINITY): Between {
  let step = 0
  return async sandbox => {
    if (step++ === 0) await sandbox.checkpoint('start')
    if (step > steps) return sandbox
    const seq = sandbox.talonOne.world.journal.last
    const before = stateIn(await sandbox.snapshot())
    await sandbox.rewind(seq)
    expect(stateIn(await sandbox.snapshot())).toBe(before)
    return sandbox
  }
}

describe('what was recorded', () => {
  test('makes the same world again, to the byte, after every step', async () => {
    const straight = withState(await waitingStory(redone(0)))

    expect(withState(await waitingStory(redone()))).toEqual(straight)
  })

  test.each([
    'world/clock',
    'world/journal',
    'world/chance',
    'talon-one/referrals',
    'talon-one/notifications',
    'bloomreach/customers',
    'bloomreach/scenarios',
    'inbox',
  ])('is missed where a store tells nothing: %s', async name => {
    using _ = deafTo(name)

    await expect(waitingStory(redone())).rejects.toThrow()
  })
})
