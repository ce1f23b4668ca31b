import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { answering, json } from '../support/answering-server.ts'
import { email, line, projectWith, webhook } from '../support/scenario-world.ts'

test.each(['fast', 'real'] as const)(
  'after a reset nothing of the old world goes on, with the %s clock',
  async clock => {
    const held: (() => void)[] = []
    let isOld = true
    let arrived = () => {}
    const inFlight = new Promise<void>(resolve => {
      arrived = resolve
    })
    await using server = await answering((request, response) => {
      const answer = () => json(200, {})(request, response)
      if (!isOld) return answer()
      held.push(answer)
      arrived()
    })
    await using sandbox = await startSandbox({
      clock,
      world: projectWith(['ada', 'bob'], line(webhook(server.url), email('Hello'))),
      port: 0,
      inboxPort: 0,
      smtpPort: 0,
    })
    await sandbox.startScenarios()
    await inFlight

    await sandbox.reset()
    isOld = false
    for (const answer of held) answer()
    expect(await sandbox.inbox.list()).toEqual([])
    // The new world's mails take the same way: an old one would be there before them.
    await sandbox.startScenarios()
    await sandbox.settle()

    expect((await sandbox.inbox.list()).map(mail => mail.To[0]?.Address).sort()).toEqual([
      'ada@example.com',
      'bob@example.com',
    ])
  },
)

test('a reset world is the loaded one to the byte, also after it was reset before', async () => {
  await using sandbox = await startSandbox({ listen: false, clock: 'manual' })
  const loaded = await sandbox.snapshot()

  for (let time = 0; time < 2; time++) {
    await sandbox.startScenarios()
    await sandbox.clock.advance('1m')
    expect(await sandbox.snapshot()).not.toBe(loaded)
    await sandbox.reset()

    expect(await sandbox.snapshot()).toBe(loaded)
  }
})
