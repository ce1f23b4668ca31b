import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Comparison } from '../../../harness/diff/comparison.ts'
import { commandLine } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const SCENARIO = 'harness/worlds/tutorial/referral-email.scenario.yaml'
const WORLD = 'harness/worlds/tutorial/tutorial.world.yaml'

async function diff(args: readonly string[]) {
  const { code, out, err } = await commandLine(['diff', ...args])
  return { code, text: out + err }
}

async function version(from: string, to: string, file = SCENARIO): Promise<string> {
  const path = join(await temporaryFolder(), 'new.scenario.yaml')
  const old = await readFile(file, 'utf8')
  expect(old).toContain(from)
  await writeFile(path, old.replaceAll(from, to))
  return path
}

const compared = async (args: readonly string[]) =>
  JSON.parse((await diff([...args, '--json'])).text) as Comparison

test('a version that is the same does the same', async () => {
  const { code, text } = await diff([SCENARIO, SCENARIO])
  expect(code).toBe(0)
  expect(text).toContain('4 customers, none with a difference')
})

test('another campaign: who loses the mail, and why', async () => {
  const { code, text } = await diff([SCENARIO, await version('campaignId=373', 'campaignId=999')])
  expect(code).toBe(1)
  expect(text).toContain('loses a mail (3)\n  ada@example.com  "Your referral code"  2026-01-05 09:01:00\n')
  expect(text).toContain(
    '    because A: #3 answered 200\n            B: #3 answered 404 (campaign-not-found)',
  )
})

test('another text is told without the codes, which differ in every run', async () => {
  const { text } = await diff([SCENARIO, await version('Your referral code:', 'Yours:')])
  expect(text).toContain('another text in a mail (3)')
  expect(text).toContain('    A: <p>Your referral code: {code}</p>\n    B: <p>Yours: {code}</p>')
})

test('another wait is another time', async () => {
  const { differences } = await compared([SCENARIO, await version('1 minute', '2 minutes')])
  expect(new Set(differences.map(({ kind }) => kind))).toEqual(new Set(['another time']))
  expect(differences[0]).toMatchObject({ a: '2026-01-05T09:01:00.000Z', b: '2026-01-05T09:02:00.000Z' })
})

test('up to an instant, what comes later is not compared', async () => {
  const { differences } = await compared([SCENARIO, await version('1 minute', '2 minutes'), '--until', '90s'])
  expect(differences.map(({ kind }) => kind)).toContain('loses')
})

test('a link that leads elsewhere is told by its target', async () => {
  const folder = await temporaryFolder()
  const [a = '', b = ''] = await Promise.all(
    ['https://shop.example/a', 'https://shop.example/b'].map(async (target, index) => {
      const path = join(folder, `${index}.yaml`)
      const html = `<a href="${target}">Go</a>`
      const email = {
        id: 2,
        type: 'email',
        subject: 'S',
        html,
        recipients: 'matching',
        consentCategory: 'newsletter',
      }
      const nodes = [{ id: 1, type: 'now' }, email]
      await writeFile(path, JSON.stringify({ name: 'Links', nodes, connections: [[1, 2]] }))
      return path
    }),
  )
  const { differences } = await compared([a, b])
  expect(differences[0]?.b).toContain('https://shop.example/b')
})

test('two worlds are compared over the people of the first, and what the second lacks is named', async () => {
  const world = parse(await readFile(WORLD, 'utf8')) as {
    bloomreach: { scenarios: object[]; integrations: { name: string }[]; customers: object[] }
  }
  const { bloomreach } = world
  bloomreach.scenarios = []
  bloomreach.customers = []
  for (const integration of bloomreach.integrations) integration.name = 'Elsewhere'
  const other = join(await temporaryFolder(), 'other.world.yaml')
  await writeFile(other, JSON.stringify(world))
  const { lacking, customers, differences } = await compared([WORLD, other])
  expect(customers).toBe(4)
  expect(lacking).toMatchObject([{ scenario: 'Referral code by email', code: 'unknown-authentication' }])
  expect(differences.filter(({ kind }) => kind === 'loses').length).toBeGreaterThan(0)
})

test('--html writes a page in which nothing of a customer is markup', async () => {
  const page = join(await temporaryFolder(), 'diff.html')
  await diff([SCENARIO, await version('Your referral code', '<script>x</script>'), '--html', page])
  const html = await readFile(page, 'utf8')
  expect(html).toContain('&lt;script&gt;x')
  expect(html).not.toContain('<script>')
})

test.each([
  ['a world beside a scenario', [WORLD, SCENARIO], 'one is a world, the other a scenario'],
  ['one file', [SCENARIO], 'name two files'],
  ['three files', [SCENARIO, SCENARIO, SCENARIO], 'name two files'],
  ['an unknown option', [SCENARIO, SCENARIO, '--wrold', 'x'], "Unknown option '--wrold'"],
  ['a file that is not there', [SCENARIO, 'none.yaml'], 'Cannot read none.yaml: there is no such file'],
  ['a world that is not there', [SCENARIO, SCENARIO, '--world', 'none.yaml'], 'Cannot read none.yaml'],
])('%s is refused in one sentence, with exit code 2', async (_, args, says) => {
  const { code, text } = await diff(args)
  expect(code).toBe(2)
  expect(text).toContain(says)
})

test('a version that cannot work is refused with its place', async () => {
  const { code, text } = await diff([SCENARIO, await version('[3, 4]', '[3, 9]')])
  expect(code).toBe(2)
  expect(text).toMatch(/new\.scenario\.yaml:\d+:\d+/)
})
