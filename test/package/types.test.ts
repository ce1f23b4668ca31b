// A team's own compiler over the packed declarations, with everything checked. They take seconds to write: with HOSTILE=full.
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { bring, home, run } from '../support/installed.ts'
import { isFull } from '../support/thoroughness.ts'

const STRICT = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    types: ['node'],
  },
}

const USER = `
import { defineScenario, defineWorld, startSandbox, type Sandbox, type WorldDefinition } from 'referral-sandbox'
import { render } from 'referral-sandbox/jinja'
import { handlersFor } from 'referral-sandbox/msw'
import { type WorldFixtures, worldFixtures } from 'referral-sandbox/playwright'
import { openWorld, type SandboxWorld } from 'referral-sandbox/worlds'

const scenario = defineScenario({ name: 'S', nodes: [{ id: 1, type: 'now' }], connections: [] })
const world: WorldDefinition = defineWorld({ bloomreach: { customers: [], scenarios: [scenario] } })
const sandbox: Sandbox = await startSandbox({ world, clock: 'manual', listen: false })
const now: string = (await sandbox.clock.advance('1m')).now
const subjects: string[] = (await sandbox.inbox.list()).map(mail => mail.Subject)
const text: string = render('{{ now }}', { now, subjects })
const key: string | undefined = sandbox.talonOne.keyFor('customer_engagement')
const answer: Response = await sandbox.talonOne.app.fetch(new Request('http://localhost/'))
const own: SandboxWorld = await openWorld({ url: sandbox.url, name: 'a', ttl: '10m' })
const fork: SandboxWorld = await sandbox.fork({ seed: 'another' })
const fixture: WorldFixtures['world'] = own
console.log(fork.url, fixture.environment().TALON_ONE_API_KEY, Object.keys(worldFixtures))
console.log(text, key, answer.status, handlersFor(sandbox).length)
// @ts-expect-error: no such clock
await startSandbox({ clock: 'slow' })
// @ts-expect-error: no such section
defineWorld({ talonTwo: {} })
`

test.runIf(isFull)('a strict tsc that checks libraries as well finds nothing', async () => {
  await bring('@types/node', 'undici-types')
  await writeFile(join(home, 'user.mts'), USER)
  await writeFile(join(home, 'tsconfig.json'), JSON.stringify({ ...STRICT, files: ['user.mts'] }))

  const { stdout } = await run(resolve('node_modules/.bin/tsc'), ['-p', home, '--singleThreaded']).catch(
    (error: { stdout: string }) => error,
  )

  expect(stdout).toBe('')
})
