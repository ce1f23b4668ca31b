// `contracts drift OLD NEW`: which changes of a description are told, whom they concern, and what it says of bad input.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contractsCommand } from '../../contracts/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const KEPT = 'contracts/descriptions/tutorial.openapi.yaml'

async function drift(...args: string[]) {
  const said: string[] = []
  const complained: string[] = []
  const code = await contractsCommand(['drift', ...args], {
    say: text => said.push(text),
    complain: text => complained.push(text),
  })
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}

async function kept(name: string, text: string): Promise<string> {
  const file = join(await temporaryFolder(), name)
  await writeFile(file, text)
  return file
}

async function afterChange(from: string, to: string, ...flags: string[]) {
  const text = await readFile(KEPT, 'utf8')
  const changed = text.replaceAll(from, to)
  expect(changed).not.toBe(text)
  return drift(KEPT, await kept('new.yaml', changed), ...flags)
}

const SAME = 'Both say the same of every operation.'

test('a file and itself say the same', async () => {
  expect(await drift(KEPT, KEPT)).toMatchObject({ code: 0, said: SAME })
})

test('other words for people are no change', async () => {
  const { code, said } = await afterChange('description: The new referral.', 'description: A new one.')

  expect({ code, said }).toEqual({ code: 0, said: SAME })
})

test('another name of a place in a path is no change', async () => {
  const { said } = await drift(
    await kept('old.json', described('/v2/customer_sessions/{customerSessionId}', {})),
    await kept('new.json', described('/v2/customer_sessions/{sessionId}', {})),
  )

  expect(said).toBe(SAME)
})

const described = (path: string, operation: object, components: object = {}): string =>
  JSON.stringify({
    openapi: '3.0.3',
    paths: { [path]: { put: { responses: {}, ...operation } } },
    components,
  })

test('a changed parameter is told with the contracts that rely on the operation', async () => {
  const { code, said } = await afterChange(
    'name: friendProfileIntegrationId, in: query',
    'name: friendIntegrationId, in: query',
  )

  expect(code).toBe(4)
  expect(said).toContain('changed GET /customer_engagement/referral cep/createReferral')
  expect(said).toContain('relied on by bloomreach-webhook and talon-one: a request for a referral code\n')
  expect(said).toContain('  query friendProfileIntegrationId.name: gone, was "friendProfileIntegrationId"')
  expect(said).toContain('  query friendIntegrationId.name: new, "friendIntegrationId"')
})

test('what changed in a component is told once, and who leads to it', async () => {
  const changed = await afterChange('    Referral:\n      type: object', '    Referral:\n      type: array')
  expect(changed.code).toBe(4)
  expect(changed.said.match(/^schemas\/Referral$/gm)).toHaveLength(1)
  expect(changed.said).toContain('changed POST /v1/referrals')
  expect(changed.said).toContain('  through schemas/Referral')
})

test('a component that only another component leads to is felt all the same', async () => {
  const components = (type: string) => ({
    schemas: {
      Outer: { properties: { inner: { $ref: '#/components/schemas/Inner' } } },
      Inner: { properties: { again: { $ref: '#/components/schemas/Outer' }, code: { type } } },
    },
  })
  const operation = {
    requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Outer' } } } },
  }
  const path = '/v2/customer_sessions/{customerSessionId}'

  const { code, said } = await drift(
    await kept('old.json', described(path, operation, components('string'))),
    await kept('new.json', described(path, operation, components('integer'))),
  )

  expect(code).toBe(4)
  expect(said).toContain(`changed PUT ${path}\n`)
  expect(said).toContain('schemas/Inner\n  code.type: "string" is now "integer"')
})

test('an operation that went, and one that came, are told as that', async () => {
  const gone = await afterChange('  /v1/referrals:', '  /v1/referrals_of_friends:')

  expect(gone.code).toBe(4)
  expect(gone.said).toContain('removed POST /v1/referrals ')
  expect(gone.said).toMatch(/0 of the others|1 of the others/)
})

test('what is neither emulated nor relied on is counted, and is no failure', async () => {
  const { code, said } = await drift(
    await kept('old.json', described('/v1/achievements_of_nobody', {})),
    await kept('new.json', described('/v1/achievements_of_nobody', { deprecated: true })),
  )

  expect({ code, said }).toEqual({
    code: 0,
    said: '0 of the operations that are emulated or relied on changed, 1 of the others.',
  })
})

test('the order of values and of required fields says nothing', async () => {
  const of = (required: string[], values: string[]) =>
    described('/v1/a', { requestBody: { required, enum: values } })

  const { said } = await drift(
    await kept('old.json', of(['a', 'b'], ['x', 'y'])),
    await kept('new.json', of(['b', 'a'], ['y', 'x'])),
  )

  expect(said).toBe(SAME)
})

test('--json tells every change as data', async () => {
  const { said } = await afterChange(
    'name: usageLimit, in: query',
    'name: usageLimit, required: true, in: query',
    '--json',
  )

  expect(JSON.parse(said)).toEqual({
    components: {},
    operations: [
      {
        method: 'GET',
        path: '/customer_engagement/referral',
        id: 'cep/createReferral',
        change: 'changed',
        differences: [{ place: 'parameters.query usageLimit.required', after: 'true' }],
        through: [],
        emulated: true,
        reliedOnBy: expect.arrayContaining([
          'bloomreach-webhook and talon-one: a request for a referral code',
        ]),
      },
    ],
  })
})

const BOMB = `openapi: 3.0.3\nx: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefgh'
  .split('')
  .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[at]}`).join(',')}]`)
  .join('\n')}\npaths: { /a: { get: { parameters: *h } } }\n`

test.each([
  ['one file', [KEPT], 64, 'Cannot compare 1 descriptions: it takes two. Use contracts drift OLD NEW.'],
  ['three files', [KEPT, KEPT, KEPT], 64, /^Cannot compare 3 descriptions/],
  [
    'a file that is not there',
    [KEPT, '/nowhere/new.yaml'],
    66,
    /^Cannot read the description \/nowhere\/new\.yaml: ENOENT\./,
  ],
  ['a folder', [KEPT, 'contracts'], 66, /^Cannot read the description contracts: EISDIR\./],
  [
    'a file without paths',
    [KEPT, 'package.json'],
    65,
    /^Cannot use the description package\.json: it has no paths\./,
  ],
])('%s is one sentence', async (_, args, code, sentence) => {
  const ran = await drift(...args)

  expect(ran).toMatchObject({ code, said: '' })
  expect(ran.complained).toMatch(sentence)
})

test.each([
  ['is cut', 'openapi: 3.0.3\npaths: { /a: {', /^Cannot use the description /],
  ['repeats itself by aliases', BOMB, /^Cannot compare this description: it states more than 200000 facts/],
  [
    'contains itself',
    'openapi: 3.0.3\npaths: { /a: { get: &a { again: *a } } }\n',
    /more than 100 levels deep/,
  ],
  ['has nothing where operations belong', 'openapi: 3.0.3\npaths: { /a: 1, /b: { get: null } }\n', /^$/],
  ['has names of prototypes', 'openapi: 3.0.3\npaths: { __proto__: { get: { constructor: 1 } } }\n', /^$/],
])('a description that %s is one sentence or nothing', async (_, text, sentence) => {
  const { complained } = await drift(KEPT, await kept('new.yaml', text))

  expect(complained).toMatch(sentence)
})
