import { execFile } from 'node:child_process'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
// Below node_modules, so that the package finds its dependencies as an installed one would.
const home = resolve('node_modules/.packed')
const installed = join(home, 'node_modules/referral-sandbox')

beforeAll(async () => {
  await rm(home, { recursive: true, force: true })
  await mkdir(installed, { recursive: true })
  await run('npm', ['pack', '--pack-destination', home], { shell: process.platform === 'win32' })
  const [tarball = ''] = (await readdir(home)).filter(name => name.endsWith('.tgz'))
  await run('tar', ['xzf', join(home, tarball), '--strip-components=1', '-C', installed])
}, 120_000)
afterAll(() => rm(home, { recursive: true, force: true }))

const script = (code: string) => run(process.execPath, ['--input-type=module', '--eval', code], { cwd: home })

test('the packed package runs as a library', async () => {
  const { stdout } = await script(`
    import { startSandbox } from 'referral-sandbox'
    const sandbox = await startSandbox({ listen: false })
    await sandbox.startScenarios()
    console.log((await sandbox.inbox.waitFor({ to: 'ada@example.com' })).Subject)
    await sandbox.stop()
  `)

  expect(stdout.trim()).toBe('Your referral code')
})

test('the packed package renders templates and gives MSW handlers', async () => {
  const { stdout } = await script(`
    import { render } from 'referral-sandbox/jinja'
    import { handlers } from 'referral-sandbox/msw'
    console.log(render('{{ 10 / 2 }}', {}), handlers.length)
  `)

  expect(stdout.trim()).toBe('5.0 3')
})

test('the packed command line runs the tutorial, and its pages open', async () => {
  const { stdout } = await run(process.execPath, [join(installed, 'bin/referral-sandbox.js'), 'run'], {
    cwd: home,
  })
  const page = await script(`
    import { startSandbox } from 'referral-sandbox'
    const sandbox = await startSandbox({ listen: false })
    console.log((await sandbox.fetch('/')).status, (await sandbox.inboxFetch('/')).status)
    await sandbox.stop()
  `)

  expect(stdout).toContain('Your referral code')
  expect(page.stdout.trim()).toBe('200 200')
})
