// The image as far as no container engine is needed: its command, its health check, and what its files weigh.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'
import { instructionsOf } from '../support/image.ts'
import { bytesOf } from '../support/production-packages.ts'

const run = promisify(execFile)
const installed = join(inject('home'), 'node_modules/referral-sandbox')

test('the command of the image starts the sandbox, and its health check says yes', async () => {
  const instructions = await instructionsOf('Dockerfile')
  const command = (name: string): string[] => {
    const line = instructions.find(one => one.startsWith(name)) ?? ''
    return JSON.parse(line.slice(line.indexOf('[')))
  }
  const [, ...args] = command('CMD')
  const env = { ...process.env, SANDBOX_PORT: '0', SANDBOX_INBOX_PORT: '0', SANDBOX_SMTP_PORT: '0' }
  const sandbox = spawn(process.execPath, [...args, '--json'], { cwd: installed, env })
  const ended = once(sandbox, 'close')

  const [ready] = await once(createInterface(sandbox.stdout), 'line')
  const { http, ready: isReady } = JSON.parse(ready) as { http: string; ready: boolean }
  const [, ...check] = command('HEALTHCHECK').map(word => word.replace(':4400', `:${new URL(http).port}`))
  await run(process.execPath, check, { cwd: installed })
  sandbox.kill('SIGTERM')

  expect(isReady).toBe(true)
  expect(await ended).toEqual([143, null])
  await expect(run(process.execPath, check, { cwd: installed })).rejects.toThrow()
})

/** node:24-alpine unpacked, rounded up. Not measured here: no container engine is at hand. */
const BASE_MB = 165

test('the files of the image are less than 200 MB with those of Node', async () => {
  await expect(instructionsOf('Dockerfile')).resolves.toContain('FROM node:24-alpine')
  expect(BASE_MB + (await bytesOf(installed)) / 1_000_000).toBeLessThan(200)
})
