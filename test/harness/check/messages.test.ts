// What a beginner writes, and what they are told: the form that is wanted, an example, and what to do.
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkFile } from '../../../harness/check/check-file.ts'

const WORLD = `talonOne:
  applications:
    - id: 1
      name: Shop
      campaigns:
        - id: 373
          name: Refer a friend
          referralSettings:
            couponPattern: "####-####"
      profiles:
        - { integrationId: ada@example.com }
bloomreach:
  consentCategories: [newsletter]
  customers:
    - ids: { registered: ada@example.com }
      consents: { newsletter: accept }
  scenarios:
    - name: Codes
      nodes:
        - { id: 1, type: now }
        - { id: 2, type: wait, period: 1 minute }
        - { id: 3, type: email, subject: Hi, html: "{{ customer.email }}", consentCategory: newsletter, recipients: { manual: a@example.com } }
      connections: [[1, 2], [2, 3]]
`

async function findings(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'messages-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const found = await checkFile(join(folder, Object.keys(files)[0] ?? ''))
  return found.map(({ file, line, message, remedy }) => ({
    at: `${file.slice(file.lastIndexOf('/') + 1)}:${line}`,
    says: `${message} ${remedy}`,
  }))
}

test('the world that is spoiled here has no findings', async () => {
  expect(await findings({ 'my.world.yaml': WORLD })).toEqual([])
})

test.each([
  [
    'connections: [[1, 2], [2, 3]]',
    'connections: [1-2]',
    'bloomreach.scenarios[0].connections[0]: expected the ids of two nodes, [from, to], or [from, to, "exit"], got "1-2" (string). Write for example [1, 2].',
  ],
  [
    'newsletter: accept',
    'newsletter: accepted',
    'bloomreach.customers[0].consents.newsletter: expected "accept" or "reject", got "accepted" (string). Did you mean "accept"?',
  ],
  [
    'newsletter: accept',
    'newsletter: true',
    'bloomreach.customers[0].consents.newsletter: expected "accept" or "reject", got true (boolean). Write for example newsletter: "accept".',
  ],
  [
    'period: 1 minute',
    'period: 60',
    'bloomreach.scenarios[0].nodes[1].period: expected a length of time such as "1 minute", got 60 (number). Write for example period: "1 minute".',
  ],
  [
    ', period: 1 minute',
    '',
    'bloomreach.scenarios[0].nodes[1].period: expected exactly one of period, until, event and silentHours, got nothing. Add for example period: "1 minute".',
  ],
  [
    '"####-####"',
    '####-####',
    'talonOne.applications[0].campaigns[0].referralSettings.couponPattern: expected a text, got null (null). YAML takes what follows a # for a comment. Write it in quotes: couponPattern: "####-####".',
  ],
  [
    '"{{ customer.email }}"',
    '{{ customer.email }}',
    'bloomreach.scenarios[0].nodes[2].html: expected a text, got {"{ customer.email }":null} (object). YAML takes {{ for an object. Write the template in quotes: html: "{{ … }}".',
  ],
  [
    '{ integrationId: ada@example.com }',
    'ada@example.com',
    'talonOne.applications[0].profiles[0]: expected an object with fields, got "ada@example.com" (string). Write for example { integrationId: "ada@example.com" }.',
  ],
  [
    '[newsletter]',
    'newsletter',
    'bloomreach.consentCategories: expected a list, got "newsletter" (string). Write for example consentCategories: ["newsletter"].',
  ],
  [
    'type: now',
    'type: nwo',
    'bloomreach.scenarios[0].nodes[0].type: there is no "nwo" here. Did you mean "now"?',
  ],
  [
    '{ manual: a@example.com }',
    'a@example.com',
    'bloomreach.scenarios[0].nodes[2].recipients: expected "matching", or an address of your own as { manual: "qa@example.com" }, got "a@example.com" (string). Write for example recipients: "matching".',
  ],
  [
    ', consentCategory: newsletter',
    '',
    'Node 3 names no consent category, so that the email goes to customers who consented to nothing. Add for example consentCategory: "newsletter", or generalConsent: true if that is meant.',
  ],
  [
    '"{{ customer.email }}"',
    '"{{ customer.email }"',
    "Cannot render the template: TemplateSyntaxError: unexpected '}'. Close {{ with }}, and {% with %}.",
  ],
  [
    '"{{ customer.email }}"',
    '"{{ customer.email customer.id }}"',
    "Cannot render the template: TemplateSyntaxError: expected token 'end of print statement', got 'customer'. Write one expression between {{ and }}: texts are joined by ~, filters follow a |.",
  ],
  [
    '"{{ customer.email }}"',
    '"{% if customer.email %}x"',
    "Cannot render the template: TemplateSyntaxError: Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'. Close the block with its end tag, such as {% endif %} or {% endfor %}.",
  ],
  [
    'bloomreach:\n',
    'talonOne: {}\nbloomreach:\n',
    ':12:1: this key stands there twice. Write it once, with all that belongs to it.',
  ],
  [
    '  consentCategories: [newsletter]',
    '\tconsentCategories: [newsletter]',
    ':13:1: a tab is no indentation. Indent with blanks.',
  ],
  [
    'name: Shop',
    'name: Shop: Demo',
    ':4:13: a second ": " stands on one line. Write a value with a colon in quotes, or begin a new line.',
  ],
  [
    'id: 1, type: now',
    'id: "1", type: now',
    'bloomreach.scenarios[0].nodes[0].id: expected a number, got "1" (string). Write for example id: 1.',
  ],
])('%s written as %s', async (right, wrong, says) => {
  expect(WORLD).toContain(right)
  const found = await findings({ 'my.world.yaml': WORLD.replace(right, wrong) })

  expect(found.map(finding => finding.says).join('\n')).toContain(says)
})

test('a # that was meant is found where the line is, even where YAML stumbles later', async () => {
  const flow = WORLD.replace(
    '          referralSettings:\n            couponPattern: "####-####"',
    '          referralSettings: { couponPattern: ####-#### }',
  )

  expect(await findings({ 'my.world.yaml': flow })).toEqual([
    {
      at: 'my.world.yaml:8',
      says: expect.stringMatching(/ Write it in quotes: couponPattern: "####-####"\.$/),
    },
  ])
})

const REFERRING = 'bloomreach:\n  scenarios:\n    - file: my.scenario.yaml\n'

test('what is wrong inside a scenario file has its place there, not at the line of the world', async () => {
  const scenario = 'name: S\nnodes:\n  - { id: 1, type: now\nconnections: []\n'

  expect(await findings({ 'my.world.yaml': REFERRING, 'my.scenario.yaml': scenario })).toEqual([
    {
      at: expect.stringMatching(/^my\.scenario\.yaml:\d+$/),
      says: expect.stringMatching(
        /: what was opened with { or \[ before is not closed\. Close it with } or \], and indent its further lines\.$/,
      ),
    },
  ])
})

test('a scenario file that is not there is named with the nearest that is', async () => {
  expect(await findings({ 'my.world.yaml': REFERRING, 'mine.scenario.yaml': '' })).toEqual([
    {
      at: 'my.world.yaml:3',
      says: expect.stringMatching(/there is no such file\. Did you mean "mine\.scenario\.yaml"\?$/),
    },
  ])
})
