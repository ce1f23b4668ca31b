// `supports FILE` over files as tools write them: what is told of each call, and that nothing secret is.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandLine } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function supports(document: unknown, ...more: string[]) {
  const file = join(await temporaryFolder(), 'calls.json')
  await writeFile(file, typeof document === 'string' ? document : JSON.stringify(document))
  return commandLine(['supports', ...more, file])
}

const SECRET = 'c3ab8ff13720e8ad9047dd39466b3c8974e592c2'

const harOf = (...requests: object[]) => ({ log: { entries: requests.map(request => ({ request })) } })

test('the requests of a Postman collection are walked through its folders, with ids and keys of the world', async () => {
  const { code, out } = await supports({
    info: { name: 'Shop' },
    item: [
      {
        name: 'Referrals',
        item: [
          {
            request: {
              method: 'POST',
              url: { raw: '{{baseUrl}}/v1/referrals' },
              header: [{ key: 'Authorization', value: `ApiKey-v1 ${SECRET}` }],
              body: { raw: '{"campaignId": {{campaign}}, "advocateProfileIntegrationId": "who"}' },
            },
          },
          {
            request: {
              method: 'GET',
              url: 'https://shop.talon.one/v1/applications/99/campaigns/:campaignId',
            },
          },
        ],
      },
      { request: { method: 'GET', url: 'https://shop.talon.one/v1/users' } },
      {
        request: {
          method: 'DELETE',
          url: '{{baseUrl}}/v1/applications/{{applicationId}}/campaigns/9/referrals/77',
        },
      },
    ],
  })

  expect(out.split('\n')).toEqual([
    'served     POST    /v1/referrals (createReferral)',
    'served     GET     /v1/applications/{applicationId}/campaigns/{campaignId} (getCampaign)',
    '501        GET     /v1/users (getUsers)',
    expect.stringMatching(
      /^refused {4}DELETE {2}.*\/referrals\/\{referralId\} \(deleteReferral\) 404 [a-z-]+$/,
    ),
    '',
    '4 calls: 2 served, 1 refused, 1 501.',
  ])
  expect(code).toBe(1)
})

test('each operation of an OpenAPI file is called once, its body made of the schema', async () => {
  const { code, out } = await supports(
    `openapi: 3.1.0
paths:
  /v2/customer_profiles/{integrationId}:
    put:
      parameters: [{ name: integrationId, in: path, required: true, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Profile' } } } }
components:
  schemas:
    Profile: { type: object, required: [attributes], properties: { attributes: { type: object } } }
`,
  )

  expect(out).toMatch(/^served {5}PUT {5}\/v2\/customer_profiles\/\{integrationId\}/)
  expect(code).toBe(0)
})

test('a HAR is replayed with keys of the world; nothing secret of it is told, other hosts are not asked', async () => {
  const har = harOf(
    {
      method: 'GET',
      url: `https://integration.talon.one/customer_engagement/referral?campaignId=12&advocateProfileIntegrationId=${SECRET}&applicationId=9`,
      headers: [
        { name: 'Authorization', value: `ApiKey-v1 ${SECRET}` },
        { name: 'Cookie', value: SECRET },
        { name: 'destination-hostname', value: `${SECRET}.talon.one` },
      ],
    },
    {
      method: 'POST',
      url: `https://api.exponea.com/track/v2/projects/${SECRET}/customers/events`,
      headers: [{ name: 'content-type', value: 'application/json' }],
      postData: {
        text: JSON.stringify({
          customer_ids: { registered: SECRET },
          event_type: 'purchase',
          properties: {},
        }),
      },
    },
    { method: 'GET', url: `https://shop.talon.one/unheard/${SECRET}?key=${SECRET}` },
    { method: 'GET', url: `https://shop.example.com/${SECRET}` },
  )

  const plain = await supports(har)
  const lines = await supports(har, '--json')

  expect(plain.out.split('\n')).toEqual([
    'served     GET     /customer_engagement/referral (cep/createReferral)',
    'served     POST    /track/v2/projects/:projectToken/customers/events (track/events)',
    expect.stringMatching(/^501 +GET +\/…\/…/),
    'elsewhere  GET     /…',
    '',
    '4 calls: 2 served, 1 501, 1 elsewhere.',
  ])
  for (const { out, err } of [plain, lines]) {
    expect(out).not.toContain(SECRET)
    expect(err).toBe('')
  }
  expect(JSON.parse(lines.out.split('\n').at(-1) ?? '')).toEqual({
    calls: 4,
    served: 2,
    refused: 0,
    '501': 1,
    unexpected: 0,
    elsewhere: 1,
  })
})

test.each([
  ['half a document', `{"log": {"entries": "${SECRET}`],
  ['a document of another kind', { hello: SECRET }],
  ['a list', [SECRET]],
  ['a HAR without entries', { log: { pages: SECRET } }],
  ['nothing', ''],
  ['a collection without a request', { info: { name: SECRET }, item: [] }],
  ['schemas in a circle', '{"paths": 7}'],
])('%s is refused in one sentence that quotes nothing of it', async (_, document) => {
  const { code, out, err } = await supports(document)

  expect(code).toBe(1)
  expect(out).toBe('')
  expect(err).toMatch(/^Cannot read the calls of .*calls\.json: .*\./)
  expect(err).not.toContain(SECRET)
})

test('a schema that holds itself, folders without end and placeholders everywhere end in answers', async () => {
  const node = { $ref: '#/components/schemas/Node' }
  const openapi = {
    paths: {
      '/v1/referrals': { post: { requestBody: { content: { 'application/json': { schema: node } } } } },
      '/v1/x': { get: { parameters: [{ $ref: '#/nowhere' }, 7] } },
    },
    components: { schemas: { Node: { required: ['next'], properties: { next: node } } } },
  }
  let folder: object = {
    request: { method: 'GET', url: '{{x}}/{{y}}/:z?{{q}}={{q}}', header: [{ key: '{{h}}' }] },
  }
  for (let depth = 0; depth < 1_000; depth++) folder = { item: [folder] }

  expect((await supports(openapi)).out).toContain('2 calls: ')
  expect((await supports(folder)).err).toContain('there is no call in it')
})

test('what a file holds beside its calls does not matter: a byte order mark, entries that are none', async () => {
  const applications = 'https://shop.talon.one/v1/applications'
  const collection = JSON.stringify({ item: [null, { request: 7 }, { request: applications }] })
  const har = harOf(
    { method: 'GET', url: applications, headers: null, postData: { text: null } },
    { method: 'GET', url: 7 },
  )
  const openapi = { paths: { '/v1/x': null, '/v1/applications': { get: {} } } }

  for (const document of [`\uFEFF${collection}`, har, openapi])
    expect((await supports(document)).out).toContain('1 calls: 1 served.')
})

test('a method or an address that HTTP does not have is unexpected, and not told', async () => {
  const url = 'https://shop.talon.one/v1/applications'
  const requests = ['CONNECT', 'TRACE', 'GE T', `X ${SECRET}`].map(method => ({ request: { method, url } }))

  const { out, code } = await supports({ item: requests })

  expect(out.split('\n').slice(0, 4)).toEqual([
    'unexpected CONNECT /v1/applications',
    'unexpected TRACE   /v1/applications',
    'unexpected …       /v1/applications',
    'unexpected …       /v1/applications',
  ])
  expect(code).toBe(1)
})

test('schemas that hold themselves many times over make a body all the same', async () => {
  const node = { $ref: '#/components/schemas/Node' }
  const names = [...'abcdefghij']
  const Node = { required: names, properties: Object.fromEntries(names.map(name => [name, node])) }
  const content = { 'application/json': { schema: node } }

  const { out } = await supports({
    paths: { '/v1/referrals': { post: { requestBody: { content } } } },
    components: { schemas: { Node } },
  })

  expect(out).toContain('(createReferral) 400')
})

test('without a file, or with two, it says how it is called', async () => {
  const without = await commandLine(['supports'])
  const withTwo = await commandLine(['supports', 'a', 'b'])

  expect([without.code, withTwo.code]).toEqual([1, 1])
  expect(without.err).toMatch(/^Cannot say what is supported: name one file\./)
})
