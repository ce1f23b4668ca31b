// What `init` writes and what it leaves alone. That the written test passes is told in package.test.ts, from the tarball.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RUNNERS } from '../../../harness/init/runners.ts'
import { commandLine } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const init = (...args: string[]) => initAnswering(undefined, ...args)

/** `answer`: what a person at the terminal types. */
const initAnswering = (answer: string | undefined, ...args: string[]) =>
  commandLine(['init', ...args], { answer })

const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => entry.name)
    .sort()

test.each(Object.entries(RUNNERS))(
  'init --test %s writes a project and says what comes next',
  async (name, runner) => {
    const folder = join(await temporaryFolder(), 'new')

    const { code, out } = await init(folder, '--test', name)

    expect(code).toBe(0)
    expect(await filesIn(folder)).toEqual(
      [
        'package.json',
        'referral-email.scenario.yaml',
        'referral.world.yaml',
        'referral.yml',
        runner.file,
      ].sort(),
    )
    expect(out).toContain(`npm install --save-dev ${['referral-sandbox', ...runner.packages].join(' ')}`)
    const check = ['referral.world.yaml', 'referral-email.scenario.yaml'].map(file => join(folder, file))
    expect(await commandLine(['check', ...check])).toMatchObject({ code: 0 })
  },
)

test('init takes the runner that the project has, and leaves the rest of its package.json as it is', async () => {
  const folder = await temporaryFolder()
  const text =
    '{\n\t"name": "shop",\n\t"scripts": {\n\t\t"sandbox": "mine"\n\t},\n\t"devDependencies": { "vitest": "5", "referral-sandbox": "0" }\n}\n'
  await writeFile(join(folder, 'package.json'), text)

  const { out } = await init(folder)

  const manifest = await readFile(join(folder, 'package.json'), 'utf8')
  expect(JSON.parse(manifest)).toEqual({
    name: 'shop',
    scripts: { sandbox: 'mine', 'test:referral': RUNNERS.vitest.script },
    devDependencies: { vitest: '5', 'referral-sandbox': '0' },
  })
  expect(manifest).toContain('\n\t"name"')
  expect(out).toContain('has a script "sandbox" already: it stays as it is')
  expect(out).not.toContain('npm install')
})

test.each([
  ['vitest', RUNNERS.vitest.file],
  ['', RUNNERS.node.file],
])('init asks a person which runner, who answers "%s"', async (answer, file) => {
  const folder = await temporaryFolder()

  const { out } = await initAnswering(answer, folder)

  expect(out).toContain('Which test runner? vitest, node, jest (node)')
  expect(await filesIn(folder)).toContain(file)
})

test('init takes no answer that is no runner, and writes nothing', async () => {
  const folder = await temporaryFolder()

  const { code, err } = await initAnswering('jets', folder)

  expect([code, await filesIn(folder)]).toEqual([1, []])
  expect(err).toContain('there is no runner "jets". Did you mean "jest"?')
})

test('init overwrites nothing, and then writes nothing', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'referral.world.yaml'), 'mine')

  const { code, err } = await init(folder)

  expect(code).toBe(1)
  expect(err).toMatch(/^Cannot create referral\.world\.yaml: already there\. Nothing was written\. /)
  expect(await filesIn(folder)).toEqual(['referral.world.yaml'])
})

test.each([
  ['a runner that does not exist', ['--test', 'vitets'], /no runner "vitets"\. Did you mean "vitest"\?/],
  ['two folders', ['a', 'b'], /^Cannot create a project: name one folder\. /],
  ['an option that does not exist', ['--force'], /^Cannot create a project: /],
])('init refuses %s in a sentence', async (_, args, sentence) => {
  const { code, err } = await init(...args)

  expect(code).toBe(1)
  expect(err).toMatch(sentence)
})

test('init keeps nothing of a project that cannot be written whole', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, '.github'), 'a file')
  await mkdir(join(folder, 'below'))

  const { code, err } = await init(folder)

  expect(code).toBe(1)
  expect(err).toMatch(/^Cannot create a project in .*: it is a file, or lies below one\. /)
  expect(await filesIn(folder)).toEqual(['.github'])
})

test('a package.json that is no JSON is refused before anything is written', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'package.json'), '{ "name": ')

  const { err } = await init(folder)

  expect(err).toMatch(/^Cannot read package\.json: /)
  expect(await filesIn(folder)).toEqual(['package.json'])
})
