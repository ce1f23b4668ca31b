import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../harness/index.ts'
import { atRest } from '../../support/at-rest.ts'
import { deafTo } from '../../support/forgetful-state.ts'
import { address, attributes } from '../../support/shop.ts'
import { stateIn, withState } from '../../support/snapshot-state.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { oneOf } from '../../support/thoroughness.ts'
import { startWaitingWorld, waitingStory } from '../../support/waiting-story.ts'

const kept = (data: string, options: SandboxOptions = {}): Promise<Sandbox> =>
  startSandbox({ listen: false, clock: 'manual', data, ...options })

async function played(sandbox: Sandbox): Promise<void> {
  await sandbox.startScenarios()
  await atRest(sandbox)
  await sandbox.clock.advance('1h')
}

/** Nobody is asked to end: what was answered is on the disk. */
const again = (data: string) => async (sandbox: Sandbox) => {
  await sandbox.stop()
  return startWaitingWorld({ data })
}

test('a world that is stopped and started after every step leads to the same answers, journal and mails', async () => {
  const straight = withState(await waitingStory())
  const data = await temporaryFolder()

  expect(withState(await waitingStory(again(data), { data }))).toEqual(straight)
})

test.each(oneOf(4, ['talon-one/referrals', 'world/clock', 'bloomreach/customers', 'inbox']))(
  'what is not told is missed: %s',
  async name => {
    using _ = deafTo(name)
    const straight = withState(await waitingStory())
    const data = await temporaryFolder()
    const story = await waitingStory(again(data), { data }).then(withState, String)

    expect(story).not.toEqual(straight)
  },
)

test('what a rewind, a restored snapshot and a reset lead to is kept as well', async () => {
  const data = await temporaryFolder()
  const after = new Map<string, string>()
  for (const [name, change] of [
    ['rewind', (s: Sandbox) => s.rewind('before')],
    ['restore', async (s: Sandbox) => s.restore(await s.snapshot())],
    ['reset', (s: Sandbox) => s.reset()],
  ] as const) {
    await using sandbox = await kept(data)
    await sandbox.checkpoint('before')
    await played(sandbox)
    await change(sandbox)
    await sandbox.clock.advance('1m')
    after.set(name, stateIn(await sandbox.snapshot()))
    await sandbox.stop()
    await using next = await kept(data)
    expect(stateIn(await next.snapshot())).toBe(after.get(name))
    await next.reset()
  }
})

test('requests of one turn are written together, before any of them is answered', async () => {
  const data = await temporaryFolder()
  await using sandbox = await kept(data)
  const names = Array.from({ length: 50 }, (_, index) => `together-${index}`)
  await Promise.all(names.map(name => attributes(sandbox, name, { plan: 'gold' })))
  await sandbox.stop()
  const { DatabaseSync } = await import('node:sqlite')
  const file = new DatabaseSync(join(data, 'world.sqlite'))
  const rows = file.prepare('select changes from work').all()
  file.close()

  expect(rows.length).toBeLessThan(names.length)
  await using next = await kept(data)
  const { customers } = next.bloomreach
  expect(names.filter(name => customers.find({ registered: address(name) }) === undefined)).toEqual([])
})

test('mails that were read or deleted by hand stay so', async () => {
  const data = await temporaryFolder()
  await using sandbox = await kept(data)
  await played(sandbox)
  const [first] = await sandbox.inbox.list()
  await sandbox.inboxFetch('/api/v1/messages', {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ IDs: [first?.ID] }),
  })
  const left = await sandbox.inbox.list()
  await sandbox.stop()

  await using next = await kept(data)

  expect(await next.inbox.list()).toEqual(left)
})

test('a second process in the same folder is refused, and the first one goes on', async () => {
  const data = await temporaryFolder()
  await using sandbox = await kept(data)

  await expect(kept(data)).rejects.toThrow('another process keeps its world there')

  await played(sandbox)
  expect((await sandbox.inbox.list()).length).toBeGreaterThan(0)
})

test('another definition is refused with the difference, and so is another seed', async () => {
  const data = await temporaryFolder()
  const world = (name: string) => ({ bloomreach: { consentCategories: [name] } })
  await (await kept(data, { world: world('news') })).stop()

  const other = kept(data, { world: world('offers') })

  await expect(other).rejects.toMatchObject({ code: 'data-unusable' })
  await expect(other).rejects.toThrow('bloomreach.consentCategories[0] was "news" and is "offers"')
  const seeded = kept(data, { world: world('news'), seed: 'another' })
  await expect(seeded).rejects.toThrow('the seed there is "tutorial", not "another"')
  await (await kept(data, { world: world('news') })).stop()
})

test.each([
  ['a file in its place', (folder: string) => join(folder, 'file')],
  ['no world of ours', (folder: string) => folder],
])('a folder that cannot be used is one sentence: %s', async (_, place) => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'file'), '')
  await writeFile(join(folder, 'world.sqlite'), 'something else, and long enough to be looked at'.repeat(50))

  await expect(kept(place(folder))).rejects.toMatchObject({ code: 'data-unusable' })
})

test('mails in a Mailpit of its own cannot be kept', async () => {
  const data = await temporaryFolder()

  await expect(kept(data, { mailpitUrl: 'http://127.0.0.1:1' })).rejects.toMatchObject({
    code: 'inbox-elsewhere',
  })
})
