// The README's examples under the runners that they are for, beside the packed package. `.ci/run` brings the runners; elsewhere name
// the folder that they are installed in, `TEST_RUNNERS=/path/to/node_modules`.
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createProject } from '../../harness/init/new-project.ts'
import type { RunnerName } from '../../harness/init/runners.ts'
import { executablePath, noBrowser } from '../support/browser-path.ts'
import { bin, home, ownEnvironment, run } from '../support/installed.ts'

const runners = process.env.TEST_RUNNERS ?? ''

/** A folder as `init` leaves it, with examples and what was installed into it. */
async function project(
  name: string,
  { init = 'node', files = {}, packages = [] }: { init?: RunnerName; files?: Files; packages?: string[] },
): Promise<string> {
  const folder = join(home, name)
  await createProject(folder, init)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  for (const one of packages) await link(join(runners, one), join(folder, 'node_modules', one))
  return folder
}

type Files = Record<string, string>

async function link(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await symlink(from, to)
}

const example = (path: string): Promise<string> => readFile(join('docs/examples', path), 'utf8')

const saidBy = (command: string, args: readonly string[], cwd: string): Promise<string> =>
  run(command, args, { cwd, env: { ...ownEnvironment, CI: 'true' } }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  )

describe.skipIf(runners === '')(runners === '' ? 'no TEST_RUNNERS' : 'real runners', () => {
  test('the script that init writes for Jest runs its test under Jest', async () => {
    const folder = await project('real-jest', { init: 'jest' })
    await link(join(runners, '.bin/jest'), join(folder, 'node_modules/.bin/jest'))
    await link(bin, join(folder, 'node_modules/.bin/referral-sandbox'))

    const said = await saidBy('npm', ['run', 'test:referral'], folder)

    expect(said).toContain('the code that Talon.One created is in the mail')
    expect(said).toMatch(/Tests: +1 passed, 1 total/)
  })

  test.each([
    ['required.test.cjs', "const { startSandbox } = require('referral-sandbox')"],
    ['imported.test.mjs', "import { startSandbox } from 'referral-sandbox'"],
  ])('with its modules switched on, Jest takes the package into %s', async (file, line) => {
    const text = `${line}
test('is mailed', async () => {
  const sandbox = await startSandbox({ listen: false })
  await sandbox.startScenarios()
  expect((await sandbox.inbox.waitFor({ to: 'ada@example.com' })).Subject).toBe('Your referral code')
  await sandbox.stop()
})
`
    const folder = await project(`jest-${file}`, { files: { [file]: text } })
    const jest = join(runners, 'jest/bin/jest.js')

    const said = await saidBy(
      process.execPath,
      ['--experimental-vm-modules', jest, '--testMatch', `**/${file}`],
      folder,
    )

    expect(said).toMatch(/Tests: +1 passed, 1 total/)
  })

  test.skipIf(noBrowser !== undefined)(
    'the examples for Playwright pass under @playwright/test, in a browser',
    async () => {
      const files = {
        'referral.spec.ts': await example('playwright/referral.spec.ts'),
        'worlds.spec.ts': await example('playwright/worlds.spec.ts'),
        'playwright.config.mjs': `export default { use: { launchOptions: ${JSON.stringify({ executablePath, args: ['--no-sandbox'] })} } }`,
      }
      const packages = ['@playwright/test']
      const folder = await project('real-playwright', { files, packages })
      const playwright = [process.execPath, join(folder, 'node_modules/@playwright/test/cli.js'), 'test']

      const said = await saidBy(
        process.execPath,
        [bin, 'exec', '--world', 'referral.world.yaml', '--', ...playwright],
        folder,
      )

      expect(said).toMatch(/2 passed/)
    },
  )

  test.each([
    ['cypress', ['cypress.config.mjs', 'cypress/e2e/referral.cy.js'], ['cypress']],
    ['testcontainers', ['referral.test.mjs'], ['testcontainers', '@types/node']],
  ])('the example for %s is right by the types of the package itself', async (name, paths, packages) => {
    const texts = await Promise.all(paths.map(async path => [path, await example(`${name}/${path}`)]))
    const tsconfig = JSON.stringify({
      compilerOptions: { ...CHECKED, types: packages.map(asTypes) },
      files: paths,
    })
    const files = { ...Object.fromEntries(texts), 'tsconfig.json': tsconfig }
    const folder = await project(`typed-${name}`, { files, packages })

    expect(await saidBy(resolve('node_modules/.bin/tsc'), ['--singleThreaded'], folder)).toBe('')
  })
})

const asTypes = (name: string): string => name.replace('@types/', '')

/** What is written as JavaScript says no types of its own. */
const CHECKED = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  noImplicitAny: false,
  module: 'nodenext',
  target: 'es2024',
  lib: ['es2024', 'dom'],
  skipLibCheck: true,
}
