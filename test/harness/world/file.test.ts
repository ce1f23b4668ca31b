import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'
import { checkWorld } from '../../../harness/life.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function world(text: string, name = 'my.world.yaml'): Promise<string> {
  const file = join(await temporaryFolder(), name)
  await writeFile(file, text)
  return file
}

const refusal = async (file: string) =>
  checkWorld(file).then(
    () => 'accepted',
    (error: Error) => error.message,
  )

test('an unknown key is refused with line, column and the nearest name', async () => {
  const file = await world('startsAt: 2026-01-05T09:00:00Z\ntalonOne:\n  applicatons: []\n')

  expect(await refusal(file)).toMatch(
    /my\.world\.yaml:3:3: unknown key "applicatons" in talonOne\. Did you mean "applications"\?/,
  )
})

test('what the scenario editor copies is refused once, with the command that reads it', async () => {
  const copied = { scenarioId: 'a', appVersion: 'v1.310.0', copiedData: { nodes: [], connections: [] } }

  expect(await refusal(await world(JSON.stringify(copied), 'my.scenario.json'))).toMatch(
    /^Cannot use [^\n]*: \S+my\.scenario\.json:1:43: unknown key "copiedData"\. This is what [^\n]*`referral-sandbox import FILE`\.$/,
  )
})

test('a wrong type is refused with its place, what was expected and what was there', async () => {
  const file = await world('talonOne:\n  applications:\n    - id: one\n      name: Shop\n')

  expect(await refusal(file)).toMatch(
    /my\.world\.yaml:3:11: talonOne\.applications\[0\]\.id: expected .*got "one" \(string\)/,
  )
})

test('a YAML syntax error is refused with its place', async () => {
  expect(await refusal(await world('talonOne: [\n'))).toMatch(/Cannot read .*my\.world\.yaml:\d+:\d+: /)
})

test('JSON is read like YAML', async () => {
  expect(
    await refusal(await world('{"talonOne": {"applications": [], "deploymnt": "x"}}', 'my.world.json')),
  ).toMatch(/my\.world\.json:1:35: unknown key "deploymnt" in talonOne\. Did you mean "deployment"\?/)
})

test('a TypeScript world is read with its default export', async () => {
  const file = await world('export default { talonOne: { applications: [], deploymnt: 1 } }\n', 'my.world.ts')

  expect(await refusal(file)).toContain('unknown key "deploymnt"')
})

test('a world that is a module is read as it is now, with what it imports', async () => {
  const file = await world("import { name } from './name.ts'\nexport default { [name]: 1 }\n", 'my.world.ts')
  const refusals: string[] = []
  for (const name of ['first', 'second']) {
    await writeFile(join(file, '../name.ts'), `export const name: string = '${name}'\n`)
    refusals.push(await refusal(file))
  }

  expect(refusals[0]).toContain('unknown key "first"')
  expect(refusals[1]).toContain('unknown key "second"')
})

test('TypeScript is ES modules, also where npm init has written "type": "commonjs"', async () => {
  const file = await world('export default { talonOne: { deploymnt: 1 as number } }\n', 'my.world.ts')
  await writeFile(join(file, '../package.json'), '{ "type": "commonjs" }')

  expect(await refusal(file)).toContain('unknown key "deploymnt"')
})

test('TypeScript that is more than types is read where tsx is installed', async () => {
  const file = await world(
    "import { name } from './name'\nenum Word { One = 'one' }\nexport default { [name + Word.One]: 1 }\n",
    'my.world.ts',
  )
  await writeFile(join(file, '../name.ts'), "export const name: string = 'two-'\n")

  expect(await refusal(file)).toContain('unknown key "two-one"')
})

test('a dangling reference is refused where it stands', async () => {
  const file = await world(
    'bloomreach:\n  integrations:\n    - type: http_authentication_schema\n      name: T\n      endpoint: https://integration.talon.one/\n' +
      `      headers:\n        - { name: destination-hostname, value: "\${talonOne.deploymnt}", visibility: public }\n`,
  )

  expect(await refusal(file)).toMatch(
    /my\.world\.yaml:7:48: \$\{talonOne\.deploymnt\} leads nowhere.*Did you mean "deployment"\?/,
  )
})

test('a missing scenario file is refused where it is named', async () => {
  const file = await world('bloomreach:\n  scenarios:\n    - { file: ./gone.yaml, start: true }\n')

  expect(await refusal(file)).toMatch(/my\.world\.yaml:3:15: .*gone\.yaml: there is no such file/)
})

test('a scenario that names an unknown authentication is refused in its own file', async () => {
  const file = await world('bloomreach:\n  scenarios:\n    - { file: ./my.scenario.yaml }\n')
  await writeFile(
    join(file, '../my.scenario.yaml'),
    'name: S\nnodes:\n  - { id: 1, type: now }\n  - id: 2\n    type: webhook\n    url: https://integration.talon.one/x\n' +
      '    authentication: Nobody\nconnections: [[1, 2]]\n',
  )

  expect(await refusal(file)).toMatch(/my\.scenario\.yaml:7:\d+: .*Nobody/)
})

test('a world that is refused leaves no port open', async () => {
  const file = await world('talonOne:\n  applicatons: []\n')

  await expect(startSandbox({ world: file, port: 1 })).rejects.toThrow('unknown key')
})

test('the shipped worlds are clean', async () => {
  expect(await refusal('harness/worlds/tutorial/tutorial.world.yaml')).toBe('accepted')
})

const NINE = (name: string) => Array.from({ length: 9 }, () => `*${name}`).join(', ')
const BOMB = [
  'a: &a [x]',
  ...'bcdefgh'.split('').map((name, at) => `${name}: &${name} [${NINE('abcdefg'[at] ?? '')}]`),
]

test.each([
  ['aliases that multiply', 'yaml', `${BOMB.join('\n')}\n`, 'its aliases repeat values too often'],
  [
    'an anchor in itself',
    'yaml',
    'talonOne: &x\n  applications: *x\n',
    '2:17: *x stands inside its own anchor',
  ],
  ['an alias of nothing', 'yaml', 'talonOne: *nope\n', '1:11: there is no anchor for *nope'],
  ['bytes', 'yaml', 'talonOne: !!binary "aGVsbG8="\n', 'a value cannot be !!binary'],
  ['a module that throws a number', 'ts', 'throw 42\n', 'it throws 42'],
  ['a module that throws nothing', 'ts', 'throw null\n', 'it throws null'],
  [
    'a module that rejects with nothing and goes on',
    'ts',
    'Promise.reject(null)\nawait new Promise(() => {})\n',
    'it rejects a promise with "null"',
  ],
  [
    'a module that throws very much later',
    'ts',
    'setTimeout(() => { throw new Error("much\\n".repeat(9999)) })\nawait new Promise(() => {})\n',
    'much much',
  ],
] as const)('%s in a world file are one sentence with a place', async (_, extension, text, reason) => {
  const file = join(await temporaryFolder(), `my.world.${extension}`)
  await writeFile(file, text)

  const refusal = await checkWorld(file).catch((error: Error) => error)

  expect(refusal).toMatchObject({ name: 'SandboxError', message: expect.stringContaining(reason) })
  expect((refusal as Error).message.length).toBeLessThan(500)
})

test('a long reference is shortened', async () => {
  const file = join(await temporaryFolder(), 'my.world.yaml')
  const value = `\${${'a.'.repeat(50_000)}}`
  await writeFile(
    file,
    `bloomreach: { integrations: [{ type: http_authentication_schema, name: a, endpoint: https://x.example, headers: [{ name: a, value: "${value}" }] }] }`,
  )

  const refusal = await checkWorld(file).catch((error: Error) => error)

  expect((refusal as Error).message.length).toBeLessThan(800)
})
