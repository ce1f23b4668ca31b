// `pull talon-one` against a second account: what it asks, what it makes of the answers, and that it goes on where it was ended.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { pull } from '../../../harness/command-line/commands/pull.ts'
import { startSandbox, type WorldDefinition } from '../../../harness/index.ts'
import { givenTerminal } from '../../support/command-line.ts'
import { type Account, accountWorld, secondAccount } from '../../support/second-account.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function givenAccount(world: WorldDefinition): Promise<Account> {
  const account = await secondAccount(world)
  onTestFinished(() => account.sandbox.stop())
  return account
}

const URL_OF_ACCOUNT = 'https://mine.europe-west1.talon.one'

async function pulled(account: Account, folder: string, ...more: string[]) {
  const { terminal, said } = givenTerminal({ env: { TALON_ONE_MANAGEMENT_KEY: account.key } })
  const code = await pull(
    ['talon-one', '--url', URL_OF_ACCOUNT, '--out', folder, '--yes', ...more],
    terminal,
    account,
  )
  return { code, ...said() }
}

const PEOPLE = ['--with', 'profiles,referrals,coupons'] as const

test('the plan comes first, and asks nothing', async () => {
  const account = await givenAccount(accountWorld(1))
  const { terminal, said } = givenTerminal()

  for (const args of [['--plan'], [], ['--plan', '--yes']])
    expect(await pull(['talon-one', '--url', URL_OF_ACCOUNT, ...args], terminal, account)).toBe(0)

  expect(account.asked).toEqual([])
  expect(said().out).toContain('GET /v1/applications/{a}/campaigns')
  expect(said().out).toContain('Not read: profiles, referrals, coupons')
})

test('a pull reads with GET only, three requests a second at most', async () => {
  const account = await givenAccount(accountWorld(5))

  const { err } = await pulled(account, await temporaryFolder(), ...PEOPLE)

  expect(err).toContain('2 Applications, 5 campaigns.')
  expect(account).toMatchObject({ writes: 0, tooMany: 0 })
  expect(account.asked.length).toBeGreaterThan(15)
})

test('what was pulled runs, with the same codes, owners and counts', async () => {
  const account = await givenAccount(accountWorld(3))
  const folder = await temporaryFolder()
  await pulled(account, folder, '--no-pseudonymise', ...PEOPLE)

  await using copy = await startSandbox({ world: join(folder, 'talon-one.world.yaml'), listen: false })

  const codesOf = async ({ fetch, environment }: Pick<typeof copy, 'fetch' | 'environment'>) => {
    const headers = { authorization: `ManagementKey-v1 ${environment().TALON_ONE_MANAGEMENT_KEY}` }
    const read = async (path: string) =>
      ((await (await fetch(path, { headers })).json()) as { data: Record<string, unknown>[] }).data
    const found: unknown[] = []
    for (const id of [100, 101, 102]) {
      const base = `/v1/applications/1/campaigns/${id}`
      for (const one of await read(`${base}/referrals/no_total`))
        found.push([id, one.code, one.advocateProfileIntegrationId, one.usageLimit, one.attributes])
      for (const one of await read(`${base}/coupons/no_total`))
        found.push([id, one.value, one.recipientIntegrationId, one.usageLimit])
    }
    return found
  }
  const [theirs, ours] = [await codesOf(account.sandbox), await codesOf(copy)]
  expect(theirs).toHaveLength(9)
  expect(ours).toEqual(theirs)
})

test('Applications, attributes, audiences, programs and the deployment are taken', async () => {
  const account = await givenAccount(accountWorld(1))
  const folder = await temporaryFolder()
  await pulled(account, folder)

  const { talonOne } = parse(await readFile(join(folder, 'talon-one.world.yaml'), 'utf8'))

  expect(talonOne).toMatchObject({
    deployment: 'mine.europe-west1.talon.one',
    attributes: expect.arrayContaining([
      expect.objectContaining({ entity: 'Referral', name: 'note', type: 'string' }),
    ]),
    loyaltyPrograms: [{ id: 4, name: 'points', tiers: [{ id: 1, name: 'Gold', minPoints: 100 }] }],
    audiences: [{ id: 9, name: 'Loyal' }],
    applications: [
      { id: 1, timezone: 'Europe/Vienna', currency: 'CHF', campaigns: [{ id: 100, name: 'Friends 0' }] },
      { id: 2, name: 'Empty' },
    ],
  })
  expect(talonOne.applications[0].campaigns[0].referrals).toBeUndefined()
})

test('people get stand-ins before anything is kept, and no header value or key is', async () => {
  const account = await givenAccount(accountWorld(1))
  const folder = await temporaryFolder()
  account.instead.set('/v1/webhooks', () =>
    Response.json({
      data: [
        { id: 3, title: 'Tell CRM', verb: 'POST', url: 'https://crm.example', headers: ['X-Key: s3cr3t'] },
      ],
      totalResultSize: 1,
    }),
  )

  await pulled(account, folder, ...PEOPLE)

  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const file of names.filter(one => one.isFile())) {
    const text = await readFile(join(file.parentPath, file.name), 'utf8')
    expect(text, file.name).not.toMatch(/ada@|bob@|Graz|s3cr3t/)
    expect(text, file.name).not.toContain(account.key)
  }
  expect(await readFile(join(folder, 'talon-one.webhooks.json'), 'utf8')).toContain('X-Key: FILL_IN')
})

test('a pull that is interrupted goes on, and asks nothing again', async () => {
  const account = await givenAccount(accountWorld(4))
  const folder = await temporaryFolder()
  const whole = await temporaryFolder()
  let left = 7
  const broken: Account = {
    ...account,
    fetch: request => (left-- > 0 ? account.fetch(request) : Promise.reject(new TypeError('fetch failed'))),
  }

  const first = await pulled(broken, folder)
  const before = account.asked.map(({ path }) => path)
  const second = await pulled(account, folder)
  const again = account.asked.slice(before.length).map(({ path }) => path)
  await pulled(account, whole)

  expect(first.code).toBe(2)
  expect(first.err).toContain('Call it again to go on')
  expect(before).toHaveLength(7)
  expect(again.filter(path => before.includes(path))).toEqual([])
  expect(second.out).toContain('7 answers from before')
  const world = (at: string) => readFile(join(at, 'talon-one.world.yaml'), 'utf8')
  expect(await world(folder)).toBe(await world(whole))
})

test('a signal ends it between two requests', async () => {
  const account = await givenAccount(accountWorld(4))
  const { terminal, said } = givenTerminal({ env: { TALON_ONE_MANAGEMENT_KEY: account.key } })
  const { promise, resolve } = Promise.withResolvers<number>()
  const watched: Account = {
    ...account,
    fetch: request => {
      if (account.asked.length === 3) resolve(130)
      return account.fetch(request)
    },
  }
  const args = ['talon-one', '--url', URL_OF_ACCOUNT, '--out', await temporaryFolder(), '--yes']

  const code = await pull(args, { ...terminal, ending: () => promise }, watched)

  expect(code).toBe(130)
  expect(said().err).toContain('The pull was interrupted. Call it again to go on')
  expect(account.asked.length).toBeLessThan(6)
})

test('a folder of another pull is not gone on with', async () => {
  const account = await givenAccount(accountWorld(1))
  const folder = await temporaryFolder()
  await pulled(account, folder)

  await expect(pulled(account, folder, ...PEOPLE)).rejects.toMatchObject({ code: 'another-pull' })
  await expect(pulled(account, folder)).rejects.toMatchObject({ code: 'file-exists' })
})

test('what does not run here is listed by name with the text of the rule', async () => {
  const account = await givenAccount(accountWorld(1))
  const folder = await temporaryFolder()
  for (const path of await rulesetPaths(account))
    account.instead.set(path, () =>
      Response.json({
        id: 1,
        promotionRules: [
          {
            id: 'r',
            title: 'Only on Mondays',
            blocks: [{ id: 'b', type: 'passthrough', expression: '["monday"]', collection: 'Mondays' }],
          },
        ],
        strikethroughRules: [],
      }),
    )

  const { code, out } = await pulled(account, folder)

  expect(code).toBe(1)
  expect(out).toContain('Not run here: campaign 100, "Only on Mondays".')
  expect(JSON.parse(await readFile(join(folder, 'talon-one.collections.json'), 'utf8'))).toEqual([
    expect.objectContaining({ name: 'Mondays', items: [{ item: 'monday' }] }),
  ])
  const page = await readFile(join(folder, 'talon-one.not-run.md'), 'utf8')
  expect(page).toContain('## Campaign 100: Only on Mondays')
  expect(page).toContain('[\\"monday\\"]')
})

test('what the key may not see is said, and the rest is read', async () => {
  const account = await givenAccount(accountWorld(1))
  account.instead.set('/v1/audiences', () => new Response(null, { status: 403 }))

  const { code, out } = await pulled(account, await temporaryFolder())

  expect(code).toBe(1)
  expect(out).toContain('/v1/audiences (403)')
  expect(out).toContain('talon-one.world.yaml')
})

test('an answer that says too many requests is waited for', async () => {
  const account = await givenAccount(accountWorld(1))
  let refusals = 2
  account.instead.set('/v1/attributes', () =>
    refusals-- > 0
      ? new Response(null, { status: 429, headers: { 'retry-after': '2' } })
      : Response.json({ data: [], totalResultSize: 0 }),
  )

  await pulled(account, await temporaryFolder())

  const tries = account.asked.filter(({ path }) => path.startsWith('/v1/attributes'))
  expect(tries).toHaveLength(3)
  expect((tries[1]?.at ?? 0) - (tries[0]?.at ?? 0)).toBeGreaterThanOrEqual(2_000)
})

test('200 campaigns take as long as the vendor’s rate, and no longer', async () => {
  const account = await givenAccount(accountWorld(200))

  await pulled(account, await temporaryFolder())

  const [first, last] = [account.asked[0]?.at ?? 0, account.asked.at(-1)?.at ?? 0]
  expect(last - first).toBeLessThan((account.asked.length / 3) * 1_100)
  expect(account).toMatchObject({ writes: 0, tooMany: 0 })
})

const refusedWith = (args: readonly string[], env: Record<string, string> = {}) => {
  const { terminal } = givenTerminal({ env })
  return pull(args, terminal, {
    fetch: () => Promise.reject(new Error('asked')),
    timer: { now: () => 0, after: () => () => {} },
  })
}

test.each([
  [['talon-one', '--yes'], 'no deployment is named'],
  [['talon-one', '--yes', '--url', 'https://evil.example'], 'no deployment of Talon.One'],
  [['talon-one', '--yes', '--url', 'https://talon.one.evil.example'], 'no deployment of Talon.One'],
  [['talon-one', '--yes', '--url', 'http://mine.talon.one'], 'is not https'],
  [['talon-one', '--yes', '--url', 'https://user@mine.talon.one'], 'more than an address'],
  [['talon-one', '--yes', '--url', 'https://mine.talon.one/v1'], 'more than an address'],
  [['talon-one', '--yes', '--url', 'https://mine.talon.one'], 'TALON_ONE_MANAGEMENT_KEY is not set'],
  [['talon-one', '--yes', '--url', 'https://mine.talon.one', '--with', 'names'], 'and not "names"'],
  [['bloomreach'], 'pull talon-one'],
])('%j is refused before anything is asked', async (args, reason) => {
  await expect(refusedWith(args)).rejects.toThrow(reason)
})

test('the key does not follow a redirect, and one that is refused is told', async () => {
  const account = await givenAccount(accountWorld(1))
  const answered = async (response: Response) => {
    account.instead.set('/v1/applications', () => response)
    return pulled(account, await temporaryFolder())
  }

  const elsewhere = await answered(
    new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
  )
  const refused = await answered(new Response(null, { status: 401 }))

  expect([elsewhere.code, refused.code]).toEqual([2, 2])
  expect(elsewhere.err).toContain('leads to another address')
  expect(refused.err).toContain('refuses the key')
  expect(account.asked.map(({ path }) => path.split('?')[0])).toEqual([
    '/v1/applications',
    '/v1/applications',
  ])
})

async function rulesetPaths(account: Account): Promise<string[]> {
  await pulled(account, await temporaryFolder())
  return account.asked
    .map(({ path }) => path)
    .filter(path => path.startsWith('/v2/') && path.includes('/rulesets/'))
}
