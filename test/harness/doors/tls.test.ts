// `--tls`: one port that speaks HTTP and HTTPS, trusted by the authority of this start alone.
import { existsSync, readFileSync } from 'node:fs'
import { get } from 'node:https'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'

/** The status of a GET over HTTPS, or the reason why the client refuses. */
const status = (url: string, ca?: string): Promise<number | string> =>
  new Promise(resolve => {
    get(url, ca === undefined ? {} : { ca }, response => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })

test('answers both protocols on one port under every name of this machine, and leaves nothing behind', async () => {
  const sandbox = await startSandbox({ tls: true })
  const { port } = new URL(sandbox.url)
  const ca = readFileSync(sandbox.caFile ?? '', 'utf8')

  expect(await status(`https://127.0.0.1:${port}/_sandbox/ready`, ca)).toBe(200)
  expect(await status(`https://localhost:${port}/_sandbox/ready`, ca)).toBe(200)
  expect((await fetch(`http://127.0.0.1:${port}/_sandbox/ready`)).status).toBe(200)
  // Nobody trusts it who was not told.
  expect(await status(`https://127.0.0.1:${port}/`)).toMatch(/CERT|SELF_SIGNED|UNABLE/)

  const silent = connect(Number(port), '127.0.0.1')
  await new Promise(resolve => silent.once('connect', resolve))
  const closed = new Promise(resolve => silent.once('close', resolve))
  await sandbox.stop()
  await closed
  expect(existsSync(sandbox.caFile ?? '')).toBe(false)
})

test('without it no certificate is made', async () => {
  await using sandbox = await startSandbox()

  expect(sandbox.caFile).toBeUndefined()
  expect(await status(sandbox.url.replace('http:', 'https:'))).not.toBe(200)
})
