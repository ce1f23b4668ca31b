import { once } from 'node:events'
import { connect } from 'node:net'
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

test('a mail whose text is still coming when the sandbox is reset does not arrive after it', async () => {
  await using sandbox = await startSandbox({ world: projectWith(['ada'], line(email('Hello'))) })
  const smtp = connect(Number(new URL(sandbox.smtpUrl).port), '127.0.0.1').setEncoding('utf8')
  const says = async (line: string) => {
    const answer = once(smtp, 'data')
    smtp.write(`${line}\r\n`)
    return String((await answer)[0])
  }
  await once(smtp, 'data')
  await says('HELO test')
  await says('MAIL FROM:<a@example.com>')
  await says('RCPT TO:<b@example.com>')
  await says('DATA')
  smtp.write('Subject: begun before\r\n')

  await sandbox.reset()
  const answer = await says('\r\nthe rest\r\n.')
  smtp.destroy()

  expect(answer).toMatch(/^451 4\.3\.2 The sandbox was reset/)
  expect(await sandbox.inbox.list()).toEqual([])
})

test('resets at the same time are one after the other, and the last world is the one that runs', async () => {
  await using sandbox = await startSandbox({ world: projectWith(['ada'], line(email('Hello'))) })

  await Promise.all([sandbox.reset(), sandbox.reset(), sandbox.reset()])
  await sandbox.startScenarios()
  await sandbox.settle()

  expect(await sandbox.inbox.list()).toHaveLength(1)
})
