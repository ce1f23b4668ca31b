// The test that `init` writes, for each runner: the code that Talon.One created is in the mail that arrived.

export interface Runner {
  /** What to install for it. */
  packages: readonly string[]
  file: string
  test: string
  script: string
}

const IN_PROCESS = `const sandbox = await startSandbox({ world: 'referral.world.yaml', clock: 'manual', listen: false })`
const STEPS = `  await sandbox.startScenarios()
  await sandbox.clock.advance('1m')
  const mail = await sandbox.inbox.waitFor({ to: 'ada@example.com' })`
const TITLE = `'the code that Talon.One created is in the mail'`

export const RUNNERS = {
  vitest: {
    packages: ['vitest'],
    file: 'referral.test.ts',
    script: 'vitest run referral.test.ts',
    test: `import { startSandbox } from 'referral-sandbox'
import { expect, onTestFinished, test } from 'vitest'

test(${TITLE}, async () => {
  ${IN_PROCESS}
  onTestFinished(() => sandbox.stop())

${STEPS}

  expect(mail.Text).toMatch(/[A-Z0-9]{4}-[A-Z0-9]{4}/)
})
`,
  },
  node: {
    packages: [],
    file: 'referral.test.mjs',
    script: 'node --test referral.test.mjs',
    test: `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSandbox } from 'referral-sandbox'

test(${TITLE}, async t => {
  ${IN_PROCESS}
  t.after(() => sandbox.stop())

${STEPS}

  assert.match(mail.Text, /[A-Z0-9]{4}-[A-Z0-9]{4}/)
})
`,
  },
  jest: {
    packages: ['jest'],
    file: 'referral.test.cjs',
    script: 'referral-sandbox exec --world referral.world.yaml -- jest --testMatch "**/referral.test.cjs"',
    test: `// The sandbox runs around Jest, which stays in its own mode: npm run test:referral.
const { SANDBOX_URL, MAILPIT_URL } = process.env

const call = async (method, path) =>
  (await fetch(SANDBOX_URL + '/_sandbox' + path, { method, headers: { 'content-type': 'application/json' } })).json()

test(${TITLE}, async () => {
  await call('POST', '/reset')
  const { scenarios } = await call('GET', '/bloomreach/scenarios')
  for (const { id } of scenarios) await call('POST', '/bloomreach/scenarios/' + id + '/start')
  await call('POST', '/settle')

  const found = await fetch(MAILPIT_URL + '/api/v1/search?query=to:ada@example.com')
  const { messages } = await found.json()

  expect(messages).toHaveLength(1)
  expect(messages[0].Snippet).toMatch(/[A-Z0-9]{4}-[A-Z0-9]{4}/)
})
`,
  },
} as const satisfies Record<string, Runner>

export type RunnerName = keyof typeof RUNNERS

export const isRunner = (name: string): name is RunnerName => Object.hasOwn(RUNNERS, name)
