import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { type ScenarioDefinition, startSandbox, type WorldDefinition } from '../../../harness/index.ts'
import { commandLine } from '../../support/command-line.ts'
import { codeNode, mailNode, scenario, shop } from '../../support/shop.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const TEXT = '{% if customer.first_name == "ada" %}Countess{% else %}Friend{% endif %} {{ webhook.code }}'

/** Asks who it is, so that each customer goes another way. */
const NODES = [
  { id: 1, type: 'now' },
  { id: 2, type: 'condition', if: { attributes: [{ property: 'first_name', value: 'ada' }] } },
  codeNode(3),
  mailNode(4, 'Your code', TEXT),
  { id: 5, type: 'set_attribute', attributes: { seen: 'yes' } },
] as ScenarioDefinition['nodes']

const worldOf = (...people: string[]): WorldDefinition =>
  shop({
    people,
    scenarios: [
      scenario('Ways', NODES, [
        [1, 2],
        [2, 3],
        [3, 4],
        [2, 5, 'else'],
      ]),
    ],
  })

async function runs(coverage: string, world: WorldDefinition, faults: object[] = []) {
  await using sandbox = await startSandbox({ listen: false, world, coverage })
  for (const fault of faults) await sandbox.faults.add(fault as never)
  await sandbox.startScenarios()
  await sandbox.settle()
}

const reportOf = async (folder: string) => {
  const { out } = await commandLine(['coverage', folder, '--json'])
  const { scenarios } = JSON.parse(out) as { scenarios: { of: object; missing: { says: string }[] }[] }
  return { of: scenarios[0]?.of, missing: scenarios[0]?.missing.map(({ says }) => says) ?? [] }
}

test('says which nodes, ways, answers and texts one run came to, and which it did not', async () => {
  const folder = await temporaryFolder()
  await runs(folder, worldOf('ada'))
  const { of, missing } = await reportOf(folder)
  expect(of).toEqual({
    node: { covered: 4, all: 5 },
    connection: { covered: 3, all: 4 },
    exit: { covered: 1, all: 2 },
    'webhook answer': { covered: 1, all: 4 },
    'template branch': { covered: 1, all: 2 },
    'printed value': { covered: 1, all: 2 },
  })
  expect(missing).toEqual([
    '#5 set_attribute',
    '#2 to #5',
    '#2 left by "else"',
    '#3 answered: retried',
    '#3 answered: failed',
    '#3 answered: stops the others',
    '#4 {% if customer.first_name == "ada" %}: else',
    '#4 {{ webhook.code }} with nothing',
  ])
})

test('further runs add to it, also those of forks, and what they lack shrinks', async () => {
  const folder = await temporaryFolder()
  await using sandbox = await startSandbox({ world: worldOf('ada', 'grace'), coverage: folder })
  const fork = await sandbox.fork()
  await fork.startScenarios()
  await fork.settle()
  await fork.stop()
  const { missing } = await reportOf(folder)
  expect(missing).not.toContain('#2 left by "else"')
  expect(missing).not.toContain('#2 to #5')
})

test('of many entries none is missed, also where the world begins anew or its scenario is deleted', async () => {
  const folder = await temporaryFolder()
  const people = Array.from({ length: 80 }, (_, index) => `person-${index}`)
  {
    await using sandbox = await startSandbox({
      listen: false,
      world: worldOf('ada', ...people),
      coverage: folder,
    })
    for (const goesOn of [true, true, false]) {
      await sandbox.startScenarios()
      await sandbox.settle()
      if (goesOn) await sandbox.reset()
    }
    const [listed] = (await sandbox.scenarios.list()).scenarios
    await sandbox.scenarios.stop(listed?.id ?? '')
    await sandbox.scenarios.delete(listed?.id ?? '')
  }
  const [name = ''] = await readdir(folder)
  const { scenarios } = JSON.parse(await readFile(join(folder, name), 'utf8'))
  expect(scenarios[0].hits).toMatchObject({ 'node 2': 243, 'node 5': 240, 'node 4': 3 })
})

test('each answer that Bloomreach tells apart counts for itself', async () => {
  const folder = await temporaryFolder()
  const { settings: _, ...bloomreach } = worldOf('ada').bloomreach ?? {}
  const world = { ...worldOf('ada'), bloomreach: { ...bloomreach, settings: { afterFailure: 'continue' } } }
  await runs(folder, world as WorldDefinition, [
    { operation: 'cep/createReferral', first: 1, answer: { status: 500 } },
  ])
  await runs(folder, world as WorldDefinition, [
    { operation: 'cep/createReferral', first: 1, answer: { status: 404 } },
  ])
  const { missing } = await reportOf(folder)
  expect(missing.filter(says => says.startsWith('#3') || says.includes('nothing'))).toEqual([])
})

test('processes write files of their own; the command reads them as one, as a table, JSON and LCOV', async () => {
  const folder = await temporaryFolder()
  const env = { ...process.env, SANDBOX_COVERAGE: folder }
  const command = ['bin/referral-sandbox.js', 'run', '--port', '0', '--inbox-port', '0', '--smtp-port', '0']
  await Promise.all([1, 2].map(() => promisify(execFile)(process.execPath, command, { env })))
  expect(await readdir(folder)).toHaveLength(2)

  const lcov = join(folder, 'lcov.info')
  const { code, out } = await commandLine(['coverage', folder, '--lcov', lcov])
  expect(code).toBe(0)
  expect(out).toContain('Referral code by email  4/4    3/3')
  expect(out).toContain('#3 answered: retried (harness/worlds/tutorial/referral-email.scenario.yaml:7)')
  const written = await readFile(lcov, 'utf8')
  expect(written).toMatch(/^SF:.*referral-email\.scenario\.yaml$/m)
  expect(written).toContain('DA:5,8\n')
  expect(written).toContain('LF:4\nLH:4\n')
  expect(written).toMatch(/^BRDA:7,3,\d+,0$/m)
})

test('a scenario whose file is gone, or has other nodes by now, is reported without lines', async () => {
  const folder = await temporaryFolder()
  await runs(folder, worldOf('ada'))
  const [name = ''] = await readdir(folder)
  const saved = JSON.parse(await readFile(join(folder, name), 'utf8'))
  const other = join(folder, 'other.scenario.yaml')
  await writeFile(other, 'name: Ways\nnodes: [{ id: 9, type: now }]\n')
  for (const file of [join(folder, 'gone.yaml'), other]) {
    const scenarios = [{ ...saved.scenarios[0], file, at: [] }]
    await writeFile(join(folder, name), JSON.stringify({ ...saved, scenarios }))
    const { code, out } = await commandLine(['coverage', folder])
    expect(code).toBe(0)
    expect(out).toMatch(/#5 set_attribute(?! \()/)
  }
})

test('a threshold that is not reached fails, one that is does not', async () => {
  const folder = await temporaryFolder()
  await runs(folder, worldOf('ada'))
  const below = await commandLine(['coverage', folder, '--threshold', '80'])
  expect(below.code).toBe(1)
  expect(below.err).toContain('57.9 % were exercised, less than 80 %.')
  expect(
    (await commandLine(['coverage', '--threshold', '57'], { env: { SANDBOX_COVERAGE: folder } })).code,
  ).toBe(0)
})

test('what cannot be read or asked for is one sentence, and exit code 2', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'x.coverage.json'), '{"format":3}')
  const asked = [
    [[folder], 'is none'],
    [[await temporaryFolder()], 'holds no coverage'],
    [[join(folder, 'nowhere')], 'cannot be read'],
    [[], 'name one folder'],
    [[folder, '--threshold', 'much'], 'is no number from 0 to 100'],
    [[folder, '--treshold', '1'], 'Cannot say what was covered'],
  ] as const
  for (const [args, says] of asked) {
    const { code, err, out } = await commandLine(['coverage', ...args])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(says)
    expect(err.trim().split('\n')).toHaveLength(1)
  }
})

test('the ways of a block that a mail prints are not those of the mail', async () => {
  const folder = await temporaryFolder()
  const text = '{% if customer.vip %}Dear{% else %}Hello{% endif %}{{ block("greeting") }}'
  const world = shop({
    people: ['ada'],
    scenarios: [scenario('Greeted', [{ id: 1, type: 'now' }, mailNode(2, 'Hello', text)])],
  })
  const htmlBlocks = [{ id: 'greeting', html: '<p>{% if customer.first_name %}Ada{% endif %}</p>' }]
  await runs(folder, { ...world, bloomreach: { ...world.bloomreach, htmlBlocks } } as WorldDefinition)
  const { missing } = await reportOf(folder)
  expect(missing).toEqual(['#2 {% if customer.vip %}: holds'])
})
