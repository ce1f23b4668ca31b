// Each snippet and command of the README, in a project that has the packed package and nothing else of ours. Those that start a runner
// or a browser are run with HOSTILE=full.
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { createProject } from '../../harness/init/new-project.ts'
import { RUNNERS } from '../../harness/init/runners.ts'
import { noBrowser } from '../support/browser.ts'
import { bin, bring, home, ownEnvironment, run } from '../support/installed.ts'
import { blocksOf } from '../support/readme.ts'
import { shared } from '../support/shared.ts'
import { isFull } from '../support/thoroughness.ts'

const blocks = blocksOf(await readFile('README.md', 'utf8'))

/** A block that says in its first line which file it is. */
function fileOf(name: string): string {
  const block = blocks.find(({ text }) => text.startsWith(`// ${name}\n`))
  if (block === undefined) throw new Error(`the README has no ${name}`)
  return block.text.slice(block.text.indexOf('\n') + 1)
}

const startingWith = (words: string) => blocks.find(({ text }) => text.startsWith(words))?.text ?? ''

/** A folder as `init` leaves it. */
async function project(name: string): Promise<string> {
  const folder = join(home, name)
  await createProject(folder, 'node')
  return folder
}

async function write(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

test('the commands of "In your project" are those that init and the command line have', async () => {
  const commands = startingWith('npm install --save-dev referral-sandbox').trim().split('\n')
  const folder = join(home, 'followed')
  await mkdir(folder)
  const words = commands.at(-1)?.split(' ').slice(2) ?? []
  await run(process.execPath, [bin, ...words], { cwd: folder })
  const { scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const { stdout } = await run(process.execPath, [bin, 'run', '--world', 'referral.world.yaml'], {
    cwd: folder,
  })

  expect(Object.keys(scripts)).toEqual(['sandbox', 'test:referral'])
  expect(existsSync(join(folder, 'referral.test.ts'))).toBe(true)
  expect(stdout).toContain('Your referral code: ')
})

test("the README's tests for Vitest and node:test are what init writes, which its own test runs", () => {
  expect(fileOf('referral.test.ts')).toBe(RUNNERS.vitest.test)
  expect(fileOf('referral.test.mjs')).toBe(RUNNERS.node.test)
})

test.runIf(isFull)(
  "the test that init writes for Vitest, the README's with the fixture, and those with worlds on the server of its global set-up are green",
  async () => {
    const folder = join(home, 'with-vitest')
    await run(process.execPath, [bin, 'init', folder, '--test', 'vitest'])
    await bring('vitest')
    const files = ['vitest.config.ts', 'fixture.test.ts', 'worlds.test.ts']
    await write(folder, Object.fromEntries(files.map(file => [file, fileOf(file)])))
    const vitest = join(home, 'node_modules/vitest/vitest.mjs')

    const { stdout } = await run(
      process.execPath,
      // A stranger's machine is not at work for two hundred other files.
      [vitest, 'run', '--root', '.', '--test-timeout=100000'],
      { cwd: folder },
    )

    expect(stdout).toMatch(/ Tests .*4 passed/)
  },
)

test("the README's test with a world is green under exec and node --test", async () => {
  const folder = await project('worlds-node')
  await write(folder, { 'worlds.test.mjs': fileOf('worlds.test.mjs') })
  const command = startingWith('npx referral-sandbox exec').trim().split(' ').slice(2)

  const { stdout } = await run(process.execPath, [bin, ...command, 'worlds.test.mjs'], { cwd: folder })

  expect(stdout).toMatch(/pass 1/)
})

/** What the test calls of @playwright/test, over the library that it is made of and the browser that all tests share. */
const PLAYWRIGHT = `
import { chromium } from 'playwright-core'
export const test = async (title, body) => {
  const browser = await chromium.connect(process.env.BROWSER)
  try {
    await body({ page: await browser.newPage() })
    console.log('passed: ' + title)
  } finally {
    await browser.close()
  }
}
export const expect = locator => ({
  async toContainText(pattern) {
    const text = await locator.innerText()
    if (!pattern.test(text)) throw new Error(text)
  },
})
`

test.skipIf(noBrowser !== undefined || !isFull)(
  "the README's test for Playwright opens the mail in a browser",
  async () => {
    const folder = await project('playwright')
    await bring('playwright-core')
    await write(folder, {
      'referral.spec.mts': fileOf('referral.spec.ts'),
      'node_modules/@playwright/test/package.json': '{ "type": "module", "exports": "./index.js" }',
      'node_modules/@playwright/test/index.js': PLAYWRIGHT,
    })

    const { stdout } = await run(process.execPath, ['referral.spec.mts'], {
      cwd: folder,
      env: { ...ownEnvironment, BROWSER: await shared('browser') },
    })

    expect(stdout).toContain('passed: the mail shows the code')
  },
)

/** Playwright's own \`extend\`, as far as the fixtures go, and a page that is fetched. */
const PLAYWRIGHT_FIXTURES = `
import { connect } from 'referral-sandbox/worlds'
export const test = {
  extend: fixtures => async (title, body) => {
    const [sandboxServer] = fixtures.sandboxServer
    let text = ''
    const page = {
      goto: async url => { text = await (await fetch(url)).text() },
      getByText: () => text,
    }
    await fixtures.world({ sandboxServer: { ...sandboxServer } }, world => body({ page, world }))
    const { worlds } = await (await connect()).worlds.list()
    console.log('passed: ' + title + ', worlds: ' + worlds.length)
  },
}
export const expect = text => ({
  async toContainText(pattern) {
    if (!pattern.test(text)) throw new Error(text)
  },
})
`

test.runIf(isFull)("the README's fixtures for Playwright open a world and delete it", async () => {
  const folder = await project('playwright-worlds')
  await write(folder, {
    'worlds.spec.mts': fileOf('worlds.spec.ts'),
    'node_modules/@playwright/test/package.json': '{ "type": "module", "exports": "./index.js" }',
    'node_modules/@playwright/test/index.js': PLAYWRIGHT_FIXTURES,
  })

  const { stdout } = await run(
    process.execPath,
    [bin, 'exec', '--world', 'referral.world.yaml', '--', process.execPath, 'worlds.spec.mts'],
    { cwd: folder },
  )

  expect(stdout).toContain('passed: the mail shows the code, worlds: 1')
})

/** What a Cypress would do with both files: its commands wait for each other, a visit is a request for the page. */
const CYPRESS = `
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import config from './cypress.config.mjs'
const events = {}
const { env } = await config.e2e.setupNodeEvents((name, what) => (events[name] = what), { env: {} })
const waiting = []
let page = ''
const does = step => {
  waiting.push(step)
  return { then: next => void waiting.push(async value => next(value)) }
}
const json = async url => ({ body: await (await fetch(url)).json() })
const cy = {
  task: name => does(() => events.task[name]()),
  request: url => does(() => json(url)),
  visit: url => does(async () => (page = await (await fetch(url)).text())),
  contains: pattern => does(() => { if (!pattern.test(page)) throw new Error(page) }),
}
const specs = []
const context = { cy, Cypress: { env: name => env[name] }, it: (title, body) => specs.push([title, body]) }
runInNewContext(readFileSync('cypress/e2e/referral.cy.js', 'utf8'), context)
for (const [title, body] of specs) {
  body()
  let value
  for (let at = 0; at < waiting.length; at++) {
    const before = waiting.length
    value = await waiting[at](value)
    // What a callback asks for comes before what follows it.
    waiting.splice(at + 1, 0, ...waiting.splice(before))
  }
  console.log('passed: ' + title)
}
await events['after:run']()
`

test.runIf(isFull)("the README's configuration and test for Cypress lead to the mail", async () => {
  const folder = await project('cypress')
  await write(folder, {
    'cypress.config.mjs': fileOf('cypress.config.mjs'),
    'cypress/e2e/referral.cy.js': fileOf('cypress/e2e/referral.cy.js'),
    'node_modules/cypress/package.json': '{ "type": "module", "exports": "./index.js" }',
    'node_modules/cypress/index.js': 'export const defineConfig = config => config',
    'run.mjs': CYPRESS,
  })

  const { stdout } = await run(process.execPath, ['run.mjs'], { cwd: folder })

  expect(stdout).toContain('passed: the mail shows the code')
})

test("the README's own world and scenario run to their mail", async () => {
  const folder = join(home, 'own')
  await write(folder, {
    'my.world.yaml': startingWith('talonOne:'),
    'referral-email.scenario.yaml': startingWith('name:'),
  })

  const { stdout } = await run(process.execPath, [bin, 'run', '--world', 'my.world.yaml'], { cwd: folder })

  expect(stdout).toContain('email "Your referral code" to ada@example.com')
})

test('the README names each variable that compose reads', async () => {
  const readme = await readFile('README.md', 'utf8')
  const compose = await readFile('docker-compose.yml', 'utf8')
  const named = [...compose.matchAll(/\$\{(\w+):/g)].map(match => match[1] ?? '')

  expect(new Set(named)).toEqual(new Set(['WORLD', 'PUBLIC_URL', 'INBOX_PUBLIC_URL']))
  expect(named.filter(name => !readme.includes(`\`${name}`))).toEqual([])
})

test("the README's MSW handlers answer the vendor's real host", async () => {
  const snippet = startingWith("import { setupServer } from 'msw/node'")
  const ask = `
const url = 'https://integration.talon.one/customer_engagement/referral?campaignId=373&advocateProfileIntegrationId=ada%40example.com'
const headers = {
  authorization: 'ApiKey-v1 ' + key,
  'destination-hostname': 'sandbox.europe-west1.talon.one',
  'customer-engagement-platform-name': 'bloomreach',
}
console.log((await fetch(url, { headers })).status)
await (await sandbox()).stop()
`
  await write(home, { 'msw.mjs': snippet + ask })

  const { stdout } = await run(process.execPath, ['msw.mjs'])

  expect(stdout.trim()).toMatch(/^20[01]$/)
})

test("the README's template engine renders", async () => {
  await write(home, { 'jinja.mjs': `${startingWith('import { render } from')}` })

  const { stdout } = await run(process.execPath, ['jinja.mjs'])

  expect(stdout.trim()).toBe('Hello Ada')
})
