// The packed package, as a stranger has it: in a folder of its own, with nothing beside it but what it asks for. It is packed of
// precisely what the Dockerfile copies, so this is the package of the image as well.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assembleContext, instructionsOf } from './support/image.ts'

const run = promisify(execFile)
let home = ''
let installed = ''

interface Manifest {
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
  exports: Record<string, string | Record<string, string>>
}

const manifest = async (): Promise<Manifest> =>
  JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'packed-'))
  installed = join(home, 'node_modules/referral-sandbox')
  await mkdir(installed, { recursive: true })
  const project = join(home, 'project')
  await assembleContext(project)
  await symlink(resolve('node_modules'), join(project, 'node_modules'))
  await run('npm', ['pack', '--pack-destination', home], {
    cwd: project,
    shell: process.platform === 'win32',
  })
  const [tarball = ''] = (await readdir(home)).filter(name => name.endsWith('.tgz'))
  await run('tar', ['xzf', join(home, tarball), '--strip-components=1', '-C', installed])
  for (const name of Object.keys((await manifest()).dependencies)) {
    const place = join(home, 'node_modules', name)
    await mkdir(dirname(place), { recursive: true })
    await symlink(resolve('node_modules', name), place)
  }
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

  expect(stdout.trim()).toBe('5.0 2')
})

test('the packed package reads in later what few worlds need: the engine of patterns, the tables of charsets', async () => {
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
})

test('a CommonJS script requires the packed package', async () => {
  const text = `
    const { startSandbox } = require('referral-sandbox')
    const { render } = require('referral-sandbox/jinja')
    startSandbox({ listen: false }).then(async sandbox => {
      console.log((await sandbox.fetch('/_sandbox/ready')).status, render('{{ 1 + 1 }}'))
      await sandbox.stop()
    })
  `

  const { stdout } = await run(process.execPath, ['-e', text], { cwd: home })

  expect(stdout.trim()).toBe('200 2')
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

test('the packed init writes projects whose test passes', async () => {
  const bin = join(installed, 'bin/referral-sandbox.js')
  await symlink(resolve('node_modules/vitest'), join(home, 'node_modules/vitest'))
  const passed = async (runner: string, command: string[]) => {
    await run(process.execPath, [bin, 'init', join(home, runner), '--test', runner])
    const { stdout } = await run(process.execPath, command, { cwd: join(home, runner) })
    return stdout
  }

  const [ofNode, ofVitest, ofJest] = await Promise.all([
    passed('node', ['--test', '--test-reporter=tap', 'referral.test.mjs']),
    passed('vitest', [
      join(home, 'node_modules/vitest/vitest.mjs'),
      'run',
      'referral.test.ts',
      '--root',
      '.',
    ]),
    // Jest itself is no dependency: what the test calls of it stands here.
    passed('jest', [bin, 'exec', '--world', 'referral.world.yaml', '--', process.execPath, '-e', JEST]),
  ])

  expect(ofNode).toContain('# pass 1')
  expect(ofVitest).toMatch(/1 passed/)
  expect(ofJest).toContain('passed: the code that Talon.One created is in the mail')
})

const JEST = `
  const assert = require('node:assert')
  globalThis.test = (title, run) => run().then(() => console.log('passed: ' + title))
  globalThis.expect = value => ({
    toHaveLength: length => assert.equal(value.length, length),
    toMatch: pattern => assert.match(value, pattern),
  })
  require('./referral.test.cjs')
`

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

test('every link of the README leads to what is packed', async () => {
  const readme = await readFile(join(installed, 'README.md'), 'utf8')
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(match => match[1] ?? '')

  expect(links).not.toEqual([])
  expect(links.filter(path => !existsSync(join(installed, path)))).toEqual([])
})

test('every file that the manifest names is packed, with its types', async () => {
  const targets = Object.values((await manifest()).exports).flatMap(target =>
    typeof target === 'string' ? [target] : Object.values(target),
  )

  expect(targets.filter(target => !existsSync(join(installed, target)))).toEqual([])
})

test('the bundle leaves nothing out that an install does not bring', async () => {
  const { dependencies, peerDependencies } = await manifest()
  const dist = join(installed, 'dist')
  const files = (await readdir(dist)).filter(name => name.endsWith('.js'))
  const sources = await Promise.all(files.map(name => readFile(join(dist, name), 'utf8')))
  const imported = sources.flatMap(source =>
    [
      ...source.matchAll(
        /^(?:import|export) [^"'\n]*["']([^."'][^"'\n]*)["'];$|\bimport\(["']([^."'][^"']*)["']\)/gm,
      ),
    ].map(match => match[1] ?? match[2] ?? ''),
  )
  const packages = new Set(imported.map(name => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? ''))

  expect([...packages].filter(name => !isBuiltin(name)).sort()).toEqual(['msw', 'tsx', 'vitest'])
  expect(Object.keys({ ...dependencies, ...peerDependencies })).toEqual(
    expect.arrayContaining(['msw', 'tsx', 'vitest']),
  )
})

test('the bundle has source maps and the licences of what is in it', async () => {
  const dist = join(installed, 'dist')
  const licences = await readFile(join(dist, 'LICENSES.txt'), 'utf8')
  const names = await readdir(dist)

  expect(names.filter(name => name.endsWith('.js') && !names.includes(`${name}.map`))).toEqual([])
  expect(licences).toMatch(/^nodemailer [\d.]+, MIT-0$/m)
  expect(licences).toMatch(/^hono [\d.]+, MIT$/m)
})
