import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'
import { commandLine } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const FREE = ['--port', '0', '--inbox-port', '0', '--smtp-port', '0']

async function doctor(args: readonly string[], env: Record<string, string> = {}) {
  const { code, out, err } = await commandLine(['doctor', ...args], { env })
  return { code, text: out + err }
}

test('a machine with all that a start wants is told so', async () => {
  const { code, text } = await doctor(FREE)
  expect(code).toBe(0)
  expect(text).toContain(`ok       Node: ${process.versions.node}.`)
  expect(text).toContain('ok       port for SMTP: any that is free.')
  expect(text).toContain('ok       Mailpit: the embedded inbox is used.')
})

test('each taken port is told with who has it and how to go on', async () => {
  const sandbox = await startSandbox({ listen: true })
  onTestFinished(() => sandbox.stop())
  const { http, inbox, smtp } = sandbox.ready()
  const portOf = (url: string) => new URL(url).port
  const { code, text } = await doctor([
    ...['--port', portOf(http), '--inbox-port', portOf(inbox), '--smtp-port', portOf(smtp)],
  ])
  expect(code).toBe(1)
  expect(text).toMatch(/problem {2}port \d+: taken, by a referral-sandbox \d/)
  expect(text).toMatch(/problem {2}port \d+: taken, by the inbox of a referral-sandbox\./)
  expect(text).toMatch(/problem {2}port \d+: taken, by a mail server \(220 /)
  expect(text).toContain('Stop it, or choose another port with --smtp-port (0 = a free one).')
})

test('who does not say what he is holds nothing up', async () => {
  const server = createServer(socket => socket.destroy()).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise(listening => server.once('listening', listening))
  const { port } = server.address() as { port: number }
  const { code, text } = await doctor([...FREE, '--port', String(port)])
  expect(code).toBe(1)
  expect(text).toContain('taken, by a program that does not say what it is.')
})

test('a Mailpit that is named and absent is a problem', async () => {
  const { code, text } = await doctor([...FREE, '--mailpit-url', 'http://127.0.0.1:9'])
  expect(code).toBe(1)
  expect(text).toContain('problem  Mailpit: no Mailpit answers at http://127.0.0.1:9.')
})

test('what it goes on without is a warning, each with what follows', async () => {
  const { code, text } = await doctor(FREE, { PATH: '' })
  expect(code).toBe(0)
  expect(text).toContain('warning  Chromium: not found.')
  expect(text).toContain("warning  vendors' descriptions: TALON_ONE_SPECS is not set.")
})

test('a folder of descriptions that is none is a problem', async () => {
  const folder = await temporaryFolder()
  expect((await doctor(FREE, { TALON_ONE_SPECS: folder })).text).toContain('has no description in it')
  const { code, text } = await doctor(FREE, { TALON_ONE_SPECS: `${folder}/none` })
  expect(code).toBe(1)
  expect(text).toContain('none cannot be read.')
})

test('with --json each symptom is a line', async () => {
  const { text } = await doctor([...FREE, '--json'], { SHOP_API: 'https://api.exponea.com/x' })
  const symptoms = text.split('\n').map(line => JSON.parse(line) as { about: string; state: string })
  expect(symptoms.find(({ about }) => about === 'SHOP_API')?.state).toBe('warning')
})

test('an option that there is not is refused as elsewhere', async () => {
  const { code, text } = await doctor(['--prot', '1'])
  expect(code).toBe(1)
  expect(text).toContain('Did you mean --port?')
})
