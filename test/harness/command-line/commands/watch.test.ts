// `start --watch`, as a person has it: a file is saved, and what is printed tells what came of it.
import { spawn } from 'node:child_process'
import { rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const world = (customers: string) => `startsAt: 2026-01-05T09:00:00Z
bloomreach:
  consentCategories: [newsletter]
  customers: [${customers}]
  scenarios: [{ file: ./letter.scenario.yaml, start: true }]
`

const customer = (name: string) =>
  `{ ids: { registered: ${name} }, attributes: { email: ${name}@example.com }, consents: { newsletter: accept } }`

const scenario = (subject: string) => `name: Letter
nodes:
  - { id: 1, type: now }
  - { id: 2, type: wait, period: 1 hour }
  - { id: 3, type: email, subject: ${subject}, html: "<p>Hello</p>", recipients: matching, consentCategory: newsletter }
connections: [[1, 2], [2, 3]]
`

/** A start that watches, by its lines: `until` reads on to one that has the text. */
async function watching() {
  const folder = await temporaryFolder()
  // As editors save: a new file in the place of the old one, never half of it.
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, 'being-saved'), text)
    await rename(join(folder, 'being-saved'), join(folder, name))
  }
  await write('my.world.yaml', world(customer('ada')))
  await write('letter.scenario.yaml', scenario('First'))
  const ports = ['--port', '0', '--inbox-port', '0', '--smtp-port', '0']
  const args = ['start', '--watch', '--json', '--clock', 'manual', '--world', 'my.world.yaml', ...ports]
  const child = spawn(process.execPath, [resolve('bin/referral-sandbox.js'), ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = { out: linesOf(child.stdout), err: linesOf(child.stderr) }
  const ready = JSON.parse(await until(lines.out, '"ready"')) as { http: string; inbox: string }
  await until(lines.out, 'bloomreach.waiting')
  return { write, ready, ...lines }
}

const linesOf = (stream: NodeJS.ReadableStream) => createInterface(stream)[Symbol.asyncIterator]()

async function until(lines: AsyncIterator<string>, text: string): Promise<string> {
  for (;;) {
    const { value, done } = await lines.next()
    if (done) throw new Error(`no line has ${text}`)
    if (value.includes(text)) return value
  }
}

const post = (url: string, body?: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })

async function subjects(inbox: string): Promise<string[]> {
  const { messages } = (await (await fetch(`${inbox}/api/v1/messages`)).json()) as {
    messages: { Subject: string }[]
  }
  return messages.map(mail => mail.Subject)
}

test('a changed scenario runs again on the same ports, up to where the clock stood', async () => {
  const { write, ready, out } = await watching()
  await post(`${ready.http}/_sandbox/clock/advance`, { by: '90m' })
  expect(await subjects(ready.inbox)).toEqual(['First'])

  await write('letter.scenario.yaml', scenario('Second'))
  const line = JSON.parse(await until(out, 'startedAgain'))

  expect(line.startedAgain).toMatchObject({
    file: 'my.world.yaml',
    clock: { now: '2026-01-05T10:30:00.000Z' },
  })
  expect(await subjects(ready.inbox)).toEqual(['Second'])
})

test('a world that is wrong is one sentence, the one before keeps running, and the next right one takes over', async () => {
  const { write, ready, out, err } = await watching()

  await write('my.world.yaml', world(customer('ada')).replace('customers', 'custmers'))
  const complaint = await until(err, 'keeps running')
  await post(`${ready.http}/_sandbox/clock/advance`, { by: '1h' })
  const before = await subjects(ready.inbox)
  await write('my.world.yaml', world(`${customer('ada')}, ${customer('bob')}`))
  await until(out, 'startedAgain')

  expect(complaint).toContain('unknown key "custmers"')
  expect(complaint).toContain('Did you mean "customers"?')
  expect(before).toEqual(['First'])
  expect(await subjects(ready.inbox)).toEqual(['First', 'First'])
})
