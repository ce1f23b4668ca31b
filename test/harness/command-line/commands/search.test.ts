import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { world as corpusWorld, mail, NOW, SAFE, safeCode, wait } from '../../../search/corpus/parts.ts'
import { commandLine } from '../../../support/command-line.ts'
import { codeNode, scenario, shop } from '../../../support/shop.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const QUICK = ['--customers', '1', '--depth', '1']

/** The shop has made the code, and the scenario reads it. */
const MENDED = corpusWorld([NOW, wait(2, '1 minute'), safeCode(3), mail(4, SAFE)])

const lines = (out: string) => out.split('\n').map(line => JSON.parse(line) as Record<string, unknown>)

test('finds that a lost answer makes a second code in the tutorial, and exits with 1', async () => {
  const { code, out } = await commandLine(['search', ...QUICK])
  expect(code).toBe(1)
  expect(out).toContain('one-code-per-advocate        BROKEN')
  expect(out).toContain('lost-answer at webhook #3 of ada@example.com: 2 codes for ada@example.com')
})

test('says in JSON lines what is planned, what is found and what it comes to', async () => {
  const { out } = await commandLine(['search', ...QUICK, '--faults', 'lost-answer', '--json'])
  const [plan, finding, , summary] = lines(out)
  expect(plan).toMatchObject({ type: 'plan', depth: 1, customers: 1 })
  expect(finding).toMatchObject({
    type: 'finding',
    invariant: 'one-code-per-advocate',
    schedule: [{ at: 'webhook #3 of ada@example.com', fault: 'lost-answer' }],
    replay: { format: 1, customers: ['ada@example.com'] },
  })
  expect(summary).toMatchObject({ type: 'summary', planned: 2, run: 2, pruned: 0, isWhole: true })
})

test('leaves a replay and a test of at most 15 lines for each counterexample', async () => {
  const folder = await temporaryFolder()
  await commandLine(['search', ...QUICK, '--faults', 'lost-answer', '--out', folder])
  expect((await readdir(folder)).sort()).toEqual([
    'no-change-twice-1.replay.json',
    'no-change-twice-1.test.ts',
    'one-code-per-advocate-1.replay.json',
    'one-code-per-advocate-1.test.ts',
  ])
  const text = await readFile(join(folder, 'one-code-per-advocate-1.test.ts'), 'utf8')
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(15)
  expect(text).toContain("expect(states['one-code-per-advocate']).not.toBe('broken')")
})

test('a replay exits with 1 while it is broken, to the byte as it was found', async () => {
  const folder = await temporaryFolder()
  await commandLine(['search', ...QUICK, '--faults', 'lost-answer', '--out', folder])
  const file = join(folder, 'one-code-per-advocate-1.replay.json')
  const { code, out } = await commandLine(['search', '--replay', file])
  expect(code).toBe(1)
  expect(out).toContain('one-code-per-advocate is still broken, as it was found')
})

test('a replay exits with 0 once the scenario is mended', async () => {
  const folder = await temporaryFolder()
  await commandLine(['search', ...QUICK, '--faults', 'lost-answer', '--out', folder])
  await writeFile(join(folder, 'mended.world.json'), JSON.stringify(MENDED))
  const { code, out, err } = await commandLine([
    'search',
    '--replay',
    join(folder, 'one-code-per-advocate-1.replay.json'),
    '--world',
    join(folder, 'mended.world.json'),
  ])
  expect(err).toBe('')
  expect(out).toContain('#4 email "Mail 4" to ada@example.com')
  expect(out).toContain('one-code-per-advocate is no longer broken')
  expect(code).toBe(0)
})

test('a journey in which nothing breaks exits with 0', async () => {
  const { code, out } = await commandLine(['search', ...QUICK, '--faults', 'slow'])
  expect(out).not.toContain('BROKEN')
  expect(code).toBe(0)
})

test('ends with a budget, and says that not everything was tried', async () => {
  const { code, out } = await commandLine(['search', '--budget', '1'])
  expect(out).toContain('Ended before everything was tried.')
  expect(code).toBe(0)
})

test.each([
  [['--faults', 'lost-anser'], 'there is no fault "lost-anser". Did you mean "lost-answer"?'],
  [['--faults', '#9:slow'], 'there is no node #9. The scenario has the nodes 1, 2, 3, 4.'],
  [['--faults', 'slow,-slow'], '"slow" is both asked for and left out.'],
  [['--faults', ''], 'the list is empty.'],
  [['--invariants', 'nobody-lots'], 'there is no invariant "nobody-lots". Did you mean "nobody-lost"?'],
  [['--invariants', 'nobody-lost,-nobody-lost'], '"nobody-lost" is both asked for and left out.'],
  [['--budget', '0'], 'with the budget "0": it lets nothing run.'],
  [['--budget', '0 seconds'], 'it lets nothing run.'],
  [['--budget', 'soon'], 'it lets nothing run.'],
  [['--depth', '0'], '--depth is "0", not a whole number from 1 on.'],
  [['--customers', 'all'], '--customers is "all", not a whole number from 1 on.'],
  [['--cases', 'some'], '--cases is "some", not a whole number from 1 on.'],
  [['--cases', '-1'], 'the value of --cases begins with a dash, which takes --cases=VALUE.'],
  [['--test', 'jest'], '--test is "jest", not vitest or node.'],
  [['--scenario', 'Nothing'], 'the world has no scenario "Nothing".'],
  [['--replay', 'nothing.json'], 'nothing.json cannot be read'],
  [['--replay', 'package.json'], 'package.json is none.'],
  [['--fault', 'slow'], 'Unknown option'],
  [['--shard', '4/3'], '--shard is "4/3", not a part such as 3/16.'],
  [['merge', 'package.json'], 'package.json is no part of a search.'],
  [['merge'], 'no file is named.'],
  [['marge'], '"marge" is not "merge".'],
])('refuses %j in one sentence, and exits with 2', async (args, sentence) => {
  const { code, out, err } = await commandLine(['search', ...args])
  expect(out).toBe('')
  expect(err).toContain(sentence)
  expect(err.split('\n')).toHaveLength(1)
  expect(code).toBe(2)
})

test('refuses a scenario that has no end', async () => {
  const folder = await temporaryFolder()
  const endless = scenario(
    'Endless',
    [
      { id: 1, type: 'now' },
      { id: 2, type: 'wait', period: '1 day' },
      { id: 3, type: 'wait', period: '1 day' },
    ],
    [
      [1, 2],
      [2, 3],
      [3, 2],
    ],
  )
  const world = shop({ people: ['ada'], scenarios: [endless] })
  await writeFile(join(folder, 'endless.world.json'), JSON.stringify(world))
  const { code, err } = await commandLine(['search', '--world', join(folder, 'endless.world.json')])
  expect(err).toContain(
    'Cannot search this scenario: it has no end. After 1000 steps ada@example.com waits at #',
  )
  expect(code).toBe(2)
})

test('refuses a replay of another world', async () => {
  const folder = await temporaryFolder()
  await commandLine(['search', ...QUICK, '--faults', 'lost-answer', '--out', folder])
  const world = shop({
    people: ['grace'],
    scenarios: [scenario('Other', [{ id: 1, type: 'now' }, codeNode(2)])],
  })
  await writeFile(join(folder, 'other.world.json'), JSON.stringify(world))
  const { code, err } = await commandLine([
    'search',
    '--replay',
    join(folder, 'one-code-per-advocate-1.replay.json'),
    '--world',
    join(folder, 'other.world.json'),
  ])
  expect(err).toContain('Cannot replay: this world has no customer "ada@example.com".')
  expect(code).toBe(2)
})

test("judges by a project's own invariants, and says when one throws", async () => {
  const folder = await temporaryFolder()
  const define = (
    own: string,
  ) => `import { defineInvariant } from '${process.cwd()}/harness/search/invariants/define-invariant.ts'
export const own = defineInvariant(${own})\n`
  const file = join(folder, 'invariants.ts')
  await writeFile(
    file,
    define(`{ name: 'no-code-at-all', holds: run => [...run.talonOne.referrals.all()].length === 0 }`),
  )
  const judged = await commandLine(['search', ...QUICK, '--faults', 'slow', '--invariants', file])
  expect(judged.out).toContain('no-code-at-all')
  expect(judged.out).toContain('BROKEN')
  const other = join(folder, 'throwing.ts')
  await writeFile(other, define(`{ name: 'throws', holds: () => { throw new Error('no luck') } }`))
  const thrown = await commandLine(['search', ...QUICK, '--faults', 'slow', '--invariants', other])
  expect(thrown).toMatchObject({ code: 2 })
  expect(thrown.err).toContain('Cannot judge by the invariant "throws": it throws no luck.')
})

test('parts of a search, merged, are the report of the whole', async () => {
  const folder = await temporaryFolder()
  const asked = ['search', '--customers', '1', '--faults', 'webhook,consent-withdrawn,550', '--json']
  const whole = lines((await commandLine(asked)).out).slice(1)
  const paths: string[] = []
  for (const index of [1, 2, 3]) {
    await commandLine([...asked, '--shard', `${index}/3`, '--out', folder])
    paths.push(join(folder, `search-${index}-of-3.json`))
  }
  const { code, out } = await commandLine(['search', 'merge', '--json', ...paths])
  expect(lines(out)).toEqual(whole)
  expect(code).toBe(1)

  const missing = await commandLine(['search', 'merge', ...paths.slice(1)])
  expect(missing.err).toContain('Cannot merge: part 1 of 3 is missing.')
  expect(missing.code).toBe(2)
})

test('writes JUnit, SARIF and a page', async () => {
  const folder = await temporaryFolder()
  const at = (name: string) => join(folder, name)
  await commandLine([
    ...['search', ...QUICK, '--faults', 'lost-answer'],
    ...['--junit', at('a.xml'), '--sarif', at('a.sarif'), '--report', at('a.html')],
  ])
  expect(await readFile(at('a.xml'), 'utf8')).toContain(
    '<failure type="broken" message="lost-answer at webhook #3',
  )
  const sarif = JSON.parse(await readFile(at('a.sarif'), 'utf8'))
  expect(sarif.runs[0].results[0]).toMatchObject({ ruleId: 'one-code-per-advocate', level: 'error' })
  expect(await readFile(at('a.html'), 'utf8')).toContain('<h2>one-code-per-advocate</h2>')
})
