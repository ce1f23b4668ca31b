// A real HTTPS server whose certificate nobody vouches for. `openssl` makes the certificate.
import { execFile, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startSandbox } from '../../../../harness/index.ts'
import { line, projectWith, webhook } from '../../../support/scenario-world.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

async function selfSigned() {
  const folder = await temporaryFolder()
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const given = [
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=127.0.0.1',
    '-addext',
    'subjectAltName=IP:127.0.0.1',
  ]
  await promisify(execFile)('openssl', ['req', '-x509', ...given, '-keyout', key, '-out', cert])
  return { key: await readFile(key), cert: await readFile(cert) }
}

test.skipIf(!hasOpenssl)('a certificate that no trusted CA has signed fails the webhook', async () => {
  let asked = 0
  const server = createServer(await selfSigned(), (_, response) => {
    asked++
    response.end('{}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await using sandbox = await startSandbox({ world: projectWith(['ada'], line(webhook(url))), listen: false })

  await sandbox.startScenarios()
  await sandbox.settle()
  server.close()

  const { entries } = await sandbox.journal({ kind: 'bloomreach.campaign-event' })
  expect(entries).toMatchObject([{ status: 'failed', message: expect.stringMatching(/self.signed/i) }])
  expect(asked).toBe(0)
})
