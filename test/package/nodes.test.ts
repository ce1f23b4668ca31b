// The packed package on the oldest and the newest Node that it is for. `.ci/run` brings both; elsewhere name their programs,
// `SMOKE_NODES=/path/to/node:/path/to/another`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { bin, home, ownEnvironment, run } from '../support/installed.ts'

const named = process.env.SMOKE_NODES ?? ''
const nodes = named === '' ? ['no SMOKE_NODES'] : named.split(delimiter)

describe.skipIf(named === '')('on the oldest and the newest Node', () => {
  test('one of them is the oldest that the manifest asks for', async () => {
    const versions = await Promise.all(nodes.map(async node => (await run(node, ['--version'])).stdout))

    expect(versions.filter(version => version.startsWith('v22.12.'))).toHaveLength(1)
    expect(versions.length).toBeGreaterThan(1)
  })

  test.each(nodes)('the tutorial runs to its mails: %s', async node => {
    const { stdout } = await run(node, [bin, 'run'])

    expect(stdout).toContain('Your referral code')
  })

  test.each(nodes)('start says that it is ready, has mails, and ends with a signal: %s', async node => {
    const args = [bin, 'start', '--json', '--port', '0', '--inbox-port', '0', '--smtp-port', '0']
    const sandbox = spawn(node, args, { cwd: home, env: ownEnvironment, stdio: ['ignore', 'pipe', 'ignore'] })
    const ended = once(sandbox, 'close')
    const [line] = await once(createInterface(sandbox.stdout), 'line')
    const { http, inbox } = JSON.parse(line) as { http: string; inbox: string }
    await fetch(`${http}/_sandbox/settle`, { method: 'POST' })
    const { total } = (await (await fetch(`${inbox}/api/v1/messages`)).json()) as { total: number }
    sandbox.kill('SIGINT')

    expect(total).toBe(3)
    expect(await ended).toEqual([130, null])
  })

  test.each(nodes)('the test that init writes is green: %s', async node => {
    const project = join(home, `init-${nodes.indexOf(node)}`)
    await run(node, [bin, 'init', project, '--test', 'node'])
    const { stdout } = await run(node, ['--test', '--test-reporter=tap', 'referral.test.mjs'], {
      cwd: project,
    })

    expect(stdout).toContain('# pass 1')
  })

  test.each(nodes)('modules, CommonJS and TypeScript worlds find every entry: %s', async node => {
    const project = join(home, `entries-${nodes.indexOf(node)}`)
    await mkdir(project)
    const files = {
      'package.json': '{ "type": "commonjs" }',
      'my.world.mts': `import { defineWorld, type WorldDefinition } from 'referral-sandbox'
const world: WorldDefinition = defineWorld({ startsAt: '2026-01-05T09:00:00Z' })
export default world`,
      'module.mjs': `import { startSandbox } from 'referral-sandbox'
import { render } from 'referral-sandbox/jinja'
import { handlers } from 'referral-sandbox/msw'
const sandbox = await startSandbox({ world: 'my.world.mts', listen: false })
console.log(render('{{ 10 / 4 }}', {}), handlers.length, sandbox.ready().clock.now)
await sandbox.stop()`,
      'script.cjs': `const { startSandbox } = require('referral-sandbox')
const { render } = require('referral-sandbox/jinja')
startSandbox({ listen: false }).then(async sandbox => {
  console.log((await sandbox.fetch('/_sandbox/ready')).status, render('{{ 1 + 1 }}'))
  await sandbox.stop()
})`,
    }
    for (const [name, text] of Object.entries(files)) await writeFile(join(project, name), text)

    const said = async (file: string) =>
      (await run(node, ['--max-old-space-size=512', file], { cwd: project })).stdout.trim()

    expect(await said('module.mjs')).toBe('2.5 2 2026-01-05T09:00:00.000Z')
    expect(await said('script.cjs')).toBe('200 2')
  })
})
