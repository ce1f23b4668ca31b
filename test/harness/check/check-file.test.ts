// `check` finding by finding, over files as a person writes them.
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { checkFile } from '../../../harness/check/check-file.ts'
import { CODES } from '../../../harness/check/codes.ts'
import { oneOf } from '../../support/thoroughness.ts'
import { CASES, type Spoil } from './cases.ts'
import { ADVOCATE, fileOf, givenWorld, REFERRAL } from './given-world.ts'

async function findings(spoil: Spoil) {
  const given = givenWorld()
  const content = spoil(given)
  return checkFile(await fileOf(content ?? given.world))
}

/** Node 5 comes between the trigger and the rest. */
const AFTER_THE_TRIGGER = [
  [1, 5],
  [5, 2],
  [2, 3],
  [3, 4],
]

test('the world of the cases has no findings', async () => {
  expect(await findings(() => {})).toEqual([])
})

test('each code has its case', () => {
  expect(Object.keys(CASES).sort()).toEqual(Object.keys(CODES).sort())
})

const NEAR = new Set(oneOf(3, Object.keys(CASES)))

describe.each(Object.entries(CASES))('%s', (code, { wrong, right }) => {
  test('is found, with a place, a sentence and its severity', async () => {
    const all = code === 'unreadable-file' ? await checkFile('gone.world.yaml') : await findings(wrong)
    const found = all.find(finding => finding.code === code)

    expect(all.map(finding => finding.code)).toContain(code)
    expect(found).toMatchObject({ severity: CODES[code as keyof typeof CODES] })
    expect(found?.file).toMatch(/\.world\./)
    expect(found?.message).toMatch(/\.$/)
    expect(found?.remedy).toMatch(/\S[.?]$/)
    if (!['unreadable-file', 'invalid-world'].includes(code)) expect(found?.line).toBeGreaterThan(0)
  })

  test.runIf(NEAR.has(code))('is not found where it only comes near', async () => {
    expect((await findings(right)).map(finding => finding.code)).not.toContain(code)
  })
})

test('a finding in a template points into the template', async () => {
  const file = await fileOf(
    'name: S\nnodes:\n  - { id: 1, type: now }\n  - id: 2\n    type: email\n    generalConsent: true\n    subject: "Dear {{ cutomer.x }}"\n' +
      '    html: |\n      <p>\n        {{ customer.x | uper }}\n      </p>\nconnections: [[1, 2]]\n',
    'my.scenario.yaml',
  )

  expect(await checkFile(file)).toMatchObject([
    { code: 'undefined-attribute', line: 7, column: 23, node: 2 },
    { code: 'unknown-filter', line: 10, column: 25, node: 2 },
  ])
})

test('a scenario without its world is judged as far as it goes', async () => {
  const { scenario } = givenWorld()
  delete scenario.start
  scenario.customerFilter = { consent: 'elsewhere', not: { consent: 'another' } }
  expect(await checkFile(await fileOf(scenario, 'my.scenario.json'))).toEqual([])

  scenario.nodes[2].url = 'https://integration.talon.one/customer_engagement/referral'
  expect((await checkFile(await fileOf(scenario, 'my.scenario.json'))).map(({ message }) => message)).toEqual(
    [
      'Cannot call cep/createReferral: the parameter campaignId is missing.',
      'Cannot call cep/createReferral: the parameter advocateProfileIntegrationId is missing.',
    ],
  )
})

test.each([
  ['{{ emial.view }}', 'undefined-attribute', 'Did you mean "email"?'],
  ['{{ email.veiw.x }}', 'undefined-attribute', 'Did you mean "email.view"?'],
  ['{{ email.veiw }}', 'unknown-variable', 'Did you mean "email.view"?'],
  ['{{ consent.pages }}', 'unknown-variable', 'Did you mean "consent.page"?'],
  ['{{ metric("m") }}', 'undefined-attribute', 'Did you mean "metrics"?'],
])('%s in a mail is %s', async (html, code, remedy) => {
  const found = await findings(({ email }) => {
    email.html = html
  })

  expect(found).toMatchObject([{ code, remedy }])
})

test.each([
  ['{{ event.total }}', 'Only a scenario with the trigger on_event has it.'],
  ['{{ params.discount }}', 'Give the webhook parameters, or begin with an api_trigger.'],
  ['{{ customers[0].x }}', 'Only the root template of a batch has it.'],
])('%s in a mail of a scenario that begins now fails for everyone', async (html, remedy) => {
  const found = await findings(({ email }) => {
    email.html = html
  })

  expect(found).toMatchObject([{ code: 'undefined-attribute', remedy }])
})

test('with the trigger that gives it, nothing is found', async () => {
  const found = await findings(({ email, scenario }) => {
    scenario.nodes[0] = { id: 1, type: 'on_event', event: 'purchase' }
    email.html = '{{ event.total }}'
  })

  expect(found.filter(({ code }) => code !== 'enters-twice')).toEqual([])
})

const withTexts =
  (html: string, settings: object = {}): Spoil =>
  ({ world, email }) => {
    world.bloomreach.settings = settings
    world.bloomreach.htmlBlocks = [{ id: 'header', html: '<h1>[[ H : number ]]{{ params.H }}</h1>' }]
    world.bloomreach.snippets = [{ name: 'footer', text: 'Bye' }]
    world.bloomreach.voucherPools = [{ name: 'summer', codes: ['A'] }]
    email.html = html
  }

test.each([
  ['{{ block("headr", {"H": 1}) }}', 'unknown-html-block', 'Did you mean "header"?'],
  ['{{ block("header") }}', 'missing-template-parameter', 'Add it: parameters: { H: ... }.'],
  ['{{ block("header", {"H": "many"}) }}', 'wrong-template-parameter', 'Give a number.'],
  ['{{ snippet("x") }}', 'unknown-snippet', 'Use one of: footer.'],
  ['{{ vouchers("sumer") }}', 'unknown-voucher-pool', 'Did you mean "summer"?'],
  ['{{ vouchers["winter"] }}', 'unknown-voucher-pool', 'Use one of: summer.'],
  ['{{ snippets.footer.x }}', 'undefined-attribute', 'Did you mean "snippet"?'],
])('%s in a mail names what the project has not: %s', async (html, code, remedy) => {
  expect(await findings(withTexts(html))).toMatchObject([{ code, remedy, node: 4 }])
})

test.each([
  '{{ block("header", {"H": customer.n}) }}',
  '{{ block("header", customer) }}',
  '{{ block("header", **{"params": customer}) }}',
  '{{ snippet("footer") }}{{ vouchers.summer }}',
])('%s in a mail names what the project has', async html => {
  expect(await findings(withTexts(html))).toEqual([])
})

test.each([
  ['{{ 2 ** 3 }}', 'template-syntax', {}, { templatePower: 'serve' }],
  ["{{ 'a' + 'b' }}", 'addition-of-no-numbers', {}, { templatePlus: 'python' }],
  ['{% do [].append(1) %}', 'template-syntax', { templateLoopControls: 'refuse' }, {}],
])('%s is judged by the settings of the world', async (html, code, refusing, serving) => {
  expect(await findings(withTexts(html, refusing))).toMatchObject([{ code }])
  expect(await findings(withTexts(html, serving))).toEqual([])
})

test('a snippet is read as a variable where the settings say so', async () => {
  const settings = { snippetSyntax: 'variable' }

  expect(await findings(withTexts('{{ snippets.footer }}', settings))).toEqual([])
  expect(await findings(withTexts('{{ snippets.foter }}', settings))).toMatchObject([
    { code: 'unknown-snippet', remedy: 'Did you mean "footer"?' },
  ])
  expect(await findings(withTexts('{{ snippet("footer") }}', settings))).toMatchObject([
    { code: 'undefined-attribute', remedy: 'Did you mean "snippets"?' },
  ])
})

test('a parameter in a tag is no variable where the settings fill it in, in what takes parameters', async () => {
  const settings = { parametersInTags: 'fill' }
  const inTags = '{{ [[ n ]] + 1 }}{{ customer.[[ attribute ]] | uper }}'
  const found = await findings(({ world }) => {
    world.bloomreach.settings = settings
    world.bloomreach.htmlBlocks = [{ id: 'a', html: inTags }]
    world.bloomreach.emailTemplates = [{ id: 't', subject: 'Hi', html: '{{ [[ n ]] }}' }]
  })

  expect(found).toMatchObject([
    { code: 'unknown-filter' },
    { code: 'unknown-variable', message: expect.stringContaining('"n"') },
  ])
})

test('blocks, snippets and templates of transactional mails are judged where they stand', async () => {
  const found = await findings(({ world }) => {
    world.bloomreach.htmlBlocks = [
      { id: 'a', html: '[[ n : amount ]]' },
      { id: 'b', html: '{{ block("c") }}' },
      { id: 'd', html: '{{ [[ n ]] }}' },
    ]
    world.bloomreach.snippets = [{ name: 's', text: '{% if %}' }]
    world.bloomreach.emailTemplates = [{ id: 't', subject: 'Hi', html: '{{ customer.x | uper }}' }]
  })

  expect(found.map(({ code }) => code).sort()).toEqual([
    'template-syntax',
    'unknown-filter',
    'unknown-html-block',
    'unknown-variable',
    'wrong-template-parameter',
    'wrong-template-parameter',
  ])
})

test('there is no email outside of emails: asking something of it fails', async () => {
  const found = await findings(({ webhook }) => {
    webhook.url += '&view={{ email.view }}'
  })

  expect(found).toMatchObject([{ code: 'undefined-attribute', node: 3 }])
})

test('several things that are wrong are all said', async () => {
  const all = await findings(({ webhook, email, schema, scenario }) => {
    webhook.method = 'POST'
    schema.headers.pop()
    email.html = '{{ a | aa }}{{ c | cc }}{{ webhook.e }}'
    scenario.connections.push([4, 3])
  })

  expect(all.map(({ code }) => code).sort()).toEqual([
    'cycle-without-wait',
    'missing-header',
    'unknown-filter',
    'unknown-filter',
    'unknown-response-field',
    'unknown-variable',
    'unknown-variable',
    'wrong-method',
  ])
})

test('how many customers lack a profile is said, and who is the first', async () => {
  const [finding] = await findings(({ world }) => void world.talonOne.applications[0].profiles.pop())

  expect(finding?.message).toBe(
    'Cannot make the request of node 3 for 1 of 2 customers, first grace@example.com: No customer profile has the integration ID "grace@example.com".',
  )
})

test('a profile that the scenario creates before is no missing profile', async () => {
  const all = await findings(({ world, scenario, schema }) => {
    world.talonOne.applications[0].profiles = []
    world.talonOne.applications[0].apiKeys.push({ title: 'CDP', platform: 'customer_data' })
    world.bloomreach.integrations.push({
      ...schema,
      name: 'CDP',
      endpoint: 'https://integration.talon.one/cdp',
      headers: [
        { name: 'Authorization', value: 'ApiKey-v1 $' + '{talonOne.applications[0].apiKeys[1].key}' },
        { name: 'destination-hostname', value: '$' + '{talonOne.deployment}' },
      ],
    })
    scenario.nodes.push({
      id: 5,
      type: 'webhook',
      method: 'PUT',
      url: 'https://integration.talon.one/cdp/customer_profile/{{ customer.email }}',
      payload: { attributes: {} },
      authentication: 'CDP',
    })
    scenario.connections = AFTER_THE_TRIGGER
  })

  expect(all).toEqual([])
})

test('without customers the campaign and the key are judged all the same', async () => {
  const all = await findings(({ world, campaign }) => {
    world.bloomreach.customers = []
    campaign.state = 'disabled'
  })

  expect(all.map(({ code }) => code)).toEqual(['campaign-not-running'])
})

test('without customers a campaign that each customer brings is not judged', async () => {
  const all = await findings(({ world, webhook }) => {
    world.bloomreach.customers = []
    webhook.url = `${REFERRAL}?campaignId={{ customer.campaign }}&${ADVOCATE}`
  })

  expect(all).toEqual([])
})

test('the platform name header, which the tutorial does not send, is missed only by the strict setting', async () => {
  const strict: Spoil = ({ world }) => {
    world.talonOne.settings = { missingPlatformNameHeader: 'reject' }
  }

  expect((await findings(strict)).map(({ code, message }) => [code, message])).toEqual([
    [
      'missing-header',
      'Cannot call cep/createReferral: the header customer-engagement-platform-name is missing.',
    ],
  ])
})

test.each([
  'https://user:pass@integration.talon.one/customer_engagement/referral?campaignId=373',
  'https://integration.talon.one/customer_engagement/referral?campaignId={% if x %}1{% endif %}',
  'https://integration.talon.one/%zz/{{ customer.email }}?%',
  'https://{{ customer.host }}/x',
  '{{ customer.url }}',
  'https://',
  'mailto:ada@example.com',
  'https://integration.talon.one',
])('the URL %s ends in findings, never in a crash', async url => {
  const spoil: Spoil = ({ webhook }) => {
    webhook.url = url
    webhook.headers = [{ name: 'X-Odd', value: 'ü\n{{ customer.email }}\u0000' }]
  }

  expect(await findings(spoil)).toBeInstanceOf(Array)
})

test('what the scenario sets before is not missed', async () => {
  const all = await findings(({ world, scenario, webhook }) => {
    world.bloomreach.customers[1].attributes = {}
    webhook.url = webhook.url.replace('customer.email', 'customer.loyalty_id')
    const attributes = { email: '{{ customer_ids.registered }}', loyalty_id: '{{ customer_ids.registered }}' }
    scenario.nodes.push({ id: 5, type: 'set_attribute', attributes })
    scenario.connections = AFTER_THE_TRIGGER
  })

  expect(all).toEqual([])
})

test('an id that is a hash, and a project token, are no keys', async () => {
  const hash = 'b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514'
  const all = await findings(({ world }) => {
    world.talonOne.applications[0].profiles.push({ integrationId: hash })
    world.bloomreach.project = { token: 'e26656f8-8e00-41a1-8c5d-dd54552f54f0' }
  })

  expect(all).toEqual([])
})

test.each([
  [
    'a header',
    ({ schema }) =>
      void schema.headers.push({ name: 'X', value: 'ApiKey-v1 8f14e45fceea167a5a36dedd4bea2543' }),
  ],
  [
    'basic credentials',
    ({ schema }) =>
      void Object.assign(schema, { basic: { username: 'u', password: 'aGVsbG8x29ybGQ4aGVsbG85d29y' } }),
  ],
] as [string, Spoil][])('a real-looking key in %s is found where it stands', async (_, spoil) => {
  const found = (await findings(spoil)).find(({ code }) => code === 'real-looking-key')

  expect(found).toMatchObject({ line: expect.any(Number), column: expect.any(Number) })
})

test('a campaign that begins later is missed only by those who come at once', async () => {
  const later: Spoil = ({ campaign }) => {
    campaign.startTime = '2026-01-05T09:00:30Z'
  }
  const atOnce: Spoil = given => {
    later(given)
    given.scenario.nodes.splice(1, 1)
    given.scenario.connections = [
      [1, 3],
      [3, 4],
    ]
  }

  expect(await findings(later)).toEqual([])
  expect((await findings(atOnce)).map(({ code }) => code)).toEqual(['campaign-not-running'])
})

test('a key in a file that git ignores is left alone', async () => {
  const { world, apiKey } = givenWorld()
  apiKey.key = 'c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2'
  const file = await fileOf(world)
  await promisify(execFile)('git', ['init', '--quiet'], { cwd: dirname(file) })
  expect((await checkFile(file)).map(({ code }) => code)).toContain('real-looking-key')

  await writeFile(join(dirname(file), '.gitignore'), '*.world.json\n')
  expect(await checkFile(file)).toEqual([])
})

test('the table of codes is the list of codes', async () => {
  const page = await readFile('docs/check.md', 'utf8')
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (error|warning) \| .+ \|$/gm)]

  expect(rows.map(([, code, severity]) => [code, severity])).toEqual(Object.entries(CODES))
})

test.each([
  'harness/worlds/tutorial/tutorial.world.yaml',
  'harness/worlds/tutorial/referral-email.scenario.yaml',
])('%s has no findings', async file => {
  expect(await checkFile(file)).toEqual([])
})
