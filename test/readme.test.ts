import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { OPTIONS } from '../harness/config.ts'
import { checkWorld } from '../harness/life.ts'
import { commandLine } from './support/command-line.ts'
import { blocksOf } from './support/readme.ts'
import { withoutProfile } from './support/refused-world.ts'
import { shownRefusal, shownRun } from './support/shown-run.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const readme = await readFile('README.md', 'utf8')
const blocks = blocksOf(readme)
const block = (language: string, start: string) =>
  blocks.find(one => one.language === language && one.text.startsWith(start))?.text ?? ''

test('npm run sandbox shows the codes and the emails, and Ctrl-C ends it', async () => {
  const command = /^npm install && (npm run sandbox)$/m.exec(readme)?.[1] ?? ''
  const [program = '', ...args] = command.split(' ')
  const child = spawn(program, args, {
    detached: true,
    env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_INBOX_PORT: '0', SANDBOX_SMTP_PORT: '0' },
  })
  let out = ''
  const mailed = new Promise<void>(resolve => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (/Emails\n.*\n.*\n.*view/.test(out)) resolve()
    })
  })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  await Promise.race([mailed, ended])
  // A terminal's Ctrl-C goes to the whole group.
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
  await ended

  const created = [...out.matchAll(/creates the code (\S+) for (\S+)/g)].map(([, code, email]) => [
    email,
    code,
  ])
  expect(created).toHaveLength(3)
  for (const [email, code] of created) expect(out).toMatch(new RegExp(`${email} .*${code}.* http`))
  // After a change of what is printed: npm run schemas.
  expect(block('text', '')).toBe(`${shownRun(out)}\n`)
})

test('the refused answer that the README shows is printed', async () => {
  const world = await withoutProfile(await temporaryFolder())
  const { out } = await commandLine(['run', '--world', world])

  expect(block('text', '✗')).toBe(`${shownRefusal(out)}\n`)
})

test('the test command is npm test, and npm test runs vitest', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    scripts: Record<string, string>
  }

  expect(readme).toContain('npm install && npm test')
  expect(scripts.test).toBe('vitest run')
})

test("the README's scenario is the shipped one, and its world is clean", async () => {
  const shipped = await readFile('harness/worlds/tutorial/referral-email.scenario.yaml', 'utf8')
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'my.world.yaml'), block('yaml', 'talonOne:'))
  await writeFile(join(folder, 'referral-email.scenario.yaml'), block('yaml', 'name:'))

  expect(parse(block('yaml', 'name:'))).toEqual(parse(shipped))
  await expect(checkWorld(join(folder, 'my.world.yaml'))).resolves.toBeUndefined()
})

test('the README lists every option', () => {
  for (const flag of Object.keys(OPTIONS)) expect(readme).toContain(`--${flag}`)
})
