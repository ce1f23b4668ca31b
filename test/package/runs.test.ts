// The packed package at work: as a library, for CommonJS, on the command line, in the projects that `init` writes. What takes several
// processes is run with HOSTILE=full.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bin, home, run } from '../support/installed.ts'
import { isFull } from '../support/thoroughness.ts'

const script = (code: string) => run(process.execPath, ['--input-type=module', '--eval', code])

test('the packed package runs as a library, its pages open, and it renders templates and gives MSW handlers', async () => {
  const { stdout } = await script(`
    import { startSandbox } from 'referral-sandbox'
    import { render } from 'referral-sandbox/jinja'
    import { handlers } from 'referral-sandbox/msw'
    const sandbox = await startSandbox({ listen: false })
    await sandbox.startScenarios()
    console.log((await sandbox.inbox.waitFor({ to: 'ada@example.com' })).Subject)
    console.log((await sandbox.fetch('/console')).status, (await sandbox.inboxFetch('/')).status)
    console.log(render('{{ 10 / 2 }}', {}), handlers.length)
    await sandbox.stop()
  `)

  expect(stdout.trim().split('\n')).toEqual(['Your referral code', '200 200', '5.0 2'])
})

test.runIf(isFull)(
  'the packed package reads in later what few worlds need: the engine of patterns, the tables of charsets',
  async () => {
    const { stdout } = await script(`
    import { once } from 'node:events'
    import { connect } from 'node:net'
    import { startSandbox } from 'referral-sandbox'
    const filter = { property: 'city', operator: 'matches regexp', value: '(' }
    const segments = [{ name: 'Some', if: { attributes: [filter] } }]
    const world = { bloomreach: { segmentations: [{ name: 'Cities', segments }] } }
    await startSandbox({ world, listen: false }).catch(error => console.log(error.message))
    const sandbox = await startSandbox()
    const smtp = connect(Number(new URL(sandbox.smtpUrl).port), '127.0.0.1')
    const mail = 'Subject: =?ibm850?B?gYI=?=\\r\\n\\r\\n.'
    for (const line of ['HELO a', 'MAIL FROM:<a@b.c>', 'RCPT TO:<d@e.f>', 'DATA', mail]) {
      await once(smtp, 'data')
      smtp.write(line + '\\r\\n')
    }
    await once(smtp, 'data')
    console.log((await sandbox.inbox.list())[0].Subject)
    smtp.destroy()
    await sandbox.stop()
  `)

    expect(stdout).toContain('missing closing )')
    expect(stdout).toContain('üé')
  },
)

test('a CommonJS script requires the packed package', async () => {
  const text = `
    const { startSandbox } = require('referral-sandbox')
    const { render } = require('referral-sandbox/jinja')
    startSandbox({ listen: false }).then(async sandbox => {
      console.log((await sandbox.fetch('/_sandbox/ready')).status, render('{{ 1 + 1 }}'))
      await sandbox.stop()
    })
  `

  const { stdout } = await run(process.execPath, ['-e', text])

  expect(stdout.trim()).toBe('200 2')
})

test('the packed command line runs the tutorial', async () => {
  const { stdout } = await run(process.execPath, [bin, 'run'])

  expect(stdout).toContain('Your referral code')
})

test.runIf(isFull)(
  'the packed init writes projects whose test passes; the one for Vitest runs in readme.test.ts',
  async () => {
    const passed = async (runner: string, command: string[]) => {
      await run(process.execPath, [bin, 'init', join(home, runner), '--test', runner])
      const { stdout } = await run(process.execPath, command, { cwd: join(home, runner) })
      return stdout
    }

    const [ofNode, ofJest] = await Promise.all([
      passed('node', ['--test', '--test-reporter=tap', 'referral.test.mjs']),
      // Jest itself is no dependency: what the test calls of it stands here.
      passed('jest', [bin, 'exec', '--world', 'referral.world.yaml', '--', process.execPath, '-e', JEST]),
    ])

    expect(ofNode).toContain('# pass 1')
    expect(ofJest).toContain('passed: the code that Talon.One created is in the mail')
  },
)

const JEST = `
  const assert = require('node:assert')
  globalThis.test = (title, run) => run().then(() => console.log('passed: ' + title))
  globalThis.expect = value => ({
    toHaveLength: length => assert.equal(value.length, length),
    toMatch: pattern => assert.match(value, pattern),
  })
  require('./referral.test.cjs')
`

test.runIf(isFull)(
  'a world in TypeScript needs no other package, and says which one for what Node leaves unread',
  async () => {
    const checked = async (line: string) => {
      const text = `import { defineWorld, type WorldDefinition } from 'referral-sandbox'
${line}
const world: WorldDefinition = defineWorld({ bloomreach: { customers: [] } })
export default world
`
      await writeFile(join(home, 'package.json'), '{ "type": "commonjs" }')
      await writeFile(join(home, 'typed.world.ts'), text)
      // A flag that a thread cannot be given.
      return run(process.execPath, ['--max-old-space-size=512', bin, 'check', 'typed.world.ts']).catch(
        (error: { stdout: string }) => error,
      )
    }

    expect(await checked('')).toMatchObject({ stdout: 'typed.world.ts: no findings\n', stderr: '' })
    expect((await checked("enum Word { One = 'one' }")).stdout).toContain('npm install --save-dev tsx')
  },
)

test('the library says in one sentence that Node is too old', async () => {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, '--eval']

  for (const code of ["import('referral-sandbox')", "require('referral-sandbox/jinja')"])
    await expect(run(process.execPath, [...args, code])).rejects.toMatchObject({
      code: 1,
      stderr: 'referral-sandbox needs Node 22.12 or newer, this is 20.20.2.\n',
    })
})
