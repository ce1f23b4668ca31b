// What the project promises about itself: its Node, its scripts, its tools, and that the check really checks.
import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from './support/temporary-folder.ts'

const root = new URL('..', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

interface Package {
  name: string
  license: string
  type: string
  bin: Record<string, string>
  exports: Record<string, string | Record<string, string>>
  engines: { node: string }
  scripts: Record<string, string>
  allowScripts: Record<string, boolean>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

const manifest: Package = JSON.parse(read('package.json'))

test('runs on the Node that comes with the project', () => {
  expect(process.version).toBe(`v${manifest.devDependencies.node}`)
  expect(read('.nvmrc').trim()).toBe(manifest.devDependencies.node)
  expect(manifest.devDependencies.node).toMatch(/^24\./)
})

test('is called referral-sandbox, is MIT, and asks for Node 22.12', () => {
  expect(manifest).toMatchObject({
    name: 'referral-sandbox',
    license: 'MIT',
    type: 'module',
    engines: { node: '>=22.12' },
  })
  expect(read('LICENSE')).toMatch(/^MIT License\n/)
})

test('offers the promised scripts', () => {
  expect(Object.keys(manifest.scripts)).toEqual(
    expect.arrayContaining(['sandbox', 'test', 'check', 'fix', 'bench']),
  )
  // Signals to npm reach it without a shell between.
  expect(manifest.scripts.sandbox).toBe('exec node bin/referral-sandbox.js start')
})

test('each script that needs a new Node says so in one sentence where it is old', () => {
  const { scripts } = manifest
  const byItself = (name: string) => /^(?:exec )?node bin\//.test(scripts[name] ?? '')
  for (const name of ['sandbox', 'presandbox', 'build', 'build:console', 'dependencies'])
    expect(byItself(name), name).toBe(true)
  for (const name of ['test', 'test:watch', 'check', 'bench', 'contracts'])
    expect(scripts[`pre${name}`], name).toBe('node bin/node-version.js')
})

test('the check is format, lint, types and dead code', () => {
  expect(manifest.scripts.check?.split(' && ')).toEqual([
    'biome check .',
    'tsc --noEmit',
    'tsc --noEmit -p harness/console/app',
    'knip',
  ])
  // The types are those of the sources and of the declarations that are made of them.
  expect(JSON.parse(read('tsconfig.json')).compilerOptions.declaration).toBe(true)
})

test('lets only the packages that need it run an install script', () => {
  const allowed = Object.entries(manifest.allowScripts).filter(([, isAllowed]) => isAllowed)
  expect(allowed.map(([name]) => name).sort()).toEqual(['esbuild', 'node'])
  expect(manifest.scripts).not.toHaveProperty('postinstall')
})

test('names exact versions only', () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('the lock file names the tools of every platform, or npm ci refuses it', () => {
  const { packages }: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } =
    JSON.parse(read('package-lock.json'))
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      name => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  )
  expect(missing).toEqual([])
})

test('every dependency says in docs/dependencies.md what it is for', () => {
  const page = read('docs/dependencies.md')
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(names.filter(name => !page.includes(`| \`${name}\` |`))).toEqual([])
  const listed = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(match => match[1])
  expect(listed.filter(name => !names.includes(name ?? ''))).toEqual([])
})

test('every file that the manifest points at exists', () => {
  const targets = [...Object.values(manifest.bin), ...Object.values(manifest.exports)].flatMap(target =>
    typeof target === 'string' ? [target] : Object.values(target),
  )
  const sources = targets.filter(target => !target.startsWith('./dist/'))
  expect(sources.filter(target => !existsSync(new URL(target, root)))).toEqual([])
  for (const path of ['.ci/run', 'bin/referral-sandbox.js']) accessSync(new URL(path, root), constants.X_OK)
})

interface LintReport {
  diagnostics: { category: string; location: { start: { line: number } } }[]
}

test('the linter reports a promise that nobody awaits, also across files', async () => {
  const fixture = 'test/fixtures/floating-promise'
  // A project of its own by our settings: of ours the linter would read every file first.
  const folder = await temporaryFolder()
  await cp(new URL(fixture, root), folder, { recursive: true })
  const ours = { ...JSON.parse(read('biome.json')), vcs: { enabled: false }, files: { includes: ['**'] } }
  await writeFile(join(folder, 'biome.json'), JSON.stringify(ours))
  const biome = fileURLToPath(new URL('node_modules/.bin/biome', root))

  const failed = await promisify(execFile)(biome, ['lint', '--reporter=json', 'unawaited.ts'], {
    cwd: folder,
  }).then(
    () => undefined,
    (error: { code: number; stdout: string }) => error,
  )

  const report: LintReport = JSON.parse(failed?.stdout ?? '{"diagnostics":[]}')
  const lines = read(`${fixture}/unawaited.ts`).split('\n')
  expect(failed?.code).toBe(1)
  expect(
    report.diagnostics.map(({ category, location }) => [category, lines[location.start.line - 1]?.trim()]),
  ).toEqual([
    ['lint/nursery/noFloatingPromises', 'greet()'],
    ['lint/nursery/noFloatingPromises', 'clock.settle()'],
    ['lint/nursery/noFloatingPromises', 'worlds.map(async world => world.clock.now())'],
  ])
})

test('the rule is an error in the settings that the check uses', () => {
  expect(JSON.parse(read('biome.json')).linter.rules.nursery.noFloatingPromises).toBe('error')
})
