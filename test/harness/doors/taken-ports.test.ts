import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'

function close(server: Server): Promise<unknown> {
  return new Promise(closed => server.close(closed))
}

/** A program that has a port and answers every path so. */
async function occupied(body: string): Promise<number> {
  const server = createServer((_, answer) => answer.end(body))
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void close(server))
  return (server.address() as AddressInfo).port
}

const started = (ports: { port?: number; inboxPort?: number; smtpPort?: number }) =>
  startSandbox(ports).then(
    async sandbox => {
      await sandbox.stop()
      throw new Error('it started')
    },
    (error: unknown) => error,
  )

test('all taken ports come at once, with who has them and the command that would work', async () => {
  const sandbox = await startSandbox()
  onTestFinished(() => sandbox.stop())
  const { http, inbox, smtp, version } = sandbox.ready()
  const [port, inboxPort, smtpPort] = [http, inbox, smtp].map(url => Number(new URL(url).port))
  expect(
    await started({ port: Number(port), inboxPort: Number(inboxPort), smtpPort: Number(smtpPort) }),
  ).toMatchObject({
    code: 'port-taken',
    message: expect.stringMatching(
      new RegExp(
        `^Cannot open 3 ports on 127\\.0\\.0\\.1: ${port} is used by a referral-sandbox ${version}, ${inboxPort} is used by the inbox of a referral-sandbox, ${smtpPort} is used by a mail server .*\\. Stop them, or start with: referral-sandbox start --port 0 --inbox-port 0 --smtp-port 0\\.$`,
      ),
    ),
  })
})

test('where a Mailpit has the port of the inbox, the command uses it', async () => {
  const port = await occupied('{"Version":"v1.27.11"}')
  expect(await started({ inboxPort: port })).toMatchObject({
    code: 'port-taken',
    message: `Cannot open port ${port} on 127.0.0.1 for the inbox: a Mailpit v1.27.11 uses it. Stop it, or start with: referral-sandbox start --mailpit-url http://127.0.0.1:${port}.`,
  })
})

test('one port of an unknown program is one sentence, as before', async () => {
  const port = await occupied('hello')
  expect(await started({ port })).toMatchObject({
    code: 'port-taken',
    message: `Cannot open port ${port} on 127.0.0.1 for the sandbox: another program uses it. Stop that program, or choose another port with --port (0 = a free one).`,
  })
})
