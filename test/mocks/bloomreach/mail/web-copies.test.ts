// {{ email.view }} and {{ email.unsubscribe }}: links of the one mail that is rendered.
import { describe, expect, test } from 'vitest'
import { chain, email, givenScenarios, now, TALON_ONE, webhook } from '../../../support/scenarios.ts'

const FOOTER =
  '<p>Hello {{ customer.first_name }}</p><a href="{{ email.view }}">View in browser</a> <a href="{{ email.unsubscribe }}">Unsubscribe</a>'

const hrefs = (html = '') => [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href)

async function sent(
  more: Parameters<typeof email>[0] = {},
  given: Parameters<typeof givenScenarios>[0] = {},
) {
  const bloomreach = await givenScenarios({ attributes: name => ({ first_name: name }), ...given })
  await bloomreach.start(chain(now, email({ html: FOOTER, consentCategory: 'newsletter', ...more })))
  const open = async (url = '', init?: RequestInit) => {
    const response = await bloomreach.app.request(url, init)
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return { ...bloomreach, open, links: bloomreach.outbox.map(({ html }) => hrefs(html)) }
}

describe('{{ email.view }}', () => {
  test('leads to the web copy of this very mail', async () => {
    const { open, links, outbox } = await sent({}, { customers: ['ada', 'grace'] })

    const [ada, grace] = links

    expect(await open(ada?.[0])).toMatchObject({ status: 200, text: outbox[0]?.html })
    expect((await open(grace?.[0])).text).toContain('Hello grace')
    expect(outbox[0]?.text).toContain(ada?.[0])
  })

  test('a web copy can neither run nor fetch anything', async () => {
    const { open, links } = await sent({ html: `<script>alert(1)</script>${FOOTER}` })

    const { headers } = await open(links[0]?.[0])

    const policy = headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('sandbox')
    expect(policy).not.toContain('allow-scripts')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('a mail of text alone has a web copy too', async () => {
    const { outbox, open } = await sent({ html: undefined, text: 'a < b {{ email.view }}' })

    const [, url] = /(http\S+)/.exec(outbox[0]?.text ?? '') ?? []

    expect((await open(url)).text).toContain('<pre>a &lt; b http')
  })

  test('the copies of the newest mails are kept, an older one leads to a page that says so', async () => {
    const { open, links } = await sent(
      {},
      { customers: ['ada', 'grace', 'edsger'], settings: { webCopiesKept: 2 } },
    )

    const statuses = await Promise.all(links.map(async ([view]) => (await open(view)).status))

    expect(statuses).toEqual([404, 200, 200])
  })

  test('a mail that does not name it has no copy', async () => {
    const { outbox, open } = await sent({ html: '<p>plain</p>' })
    const [, id] = /\/e\/([0-9a-f]{20})\//.exec(outbox[0]?.html ?? '') ?? []

    expect((await open(`/e/${id}/view`)).status).toBe(404)
  })
})

describe('{{ email.unsubscribe }}', () => {
  test('leads to the page that unsubscribes this customer from the category of the mail', async () => {
    const { open, links, consents, customer } = await sent()
    const url = links[0]?.[1]

    expect((await open(url)).text).toContain('ada@example.com')
    await open(url, { method: 'POST', body: new URLSearchParams({ confirm: 'yes' }) })

    expect(consents.isValid(customer('ada').id, 'newsletter').valid).toBe(false)
  })

  test('is no click: the link stays as it is', async () => {
    const { links } = await sent()

    expect(links[0]?.[1]).toMatch(/\/e\/[0-9a-f]{20}\/unsubscribe$/)
  })
})

test('in a test run both lead to a page that says so', async () => {
  const { open } = await sent()

  for (const url of ['/e/test/view', '/e/test/unsubscribe']) {
    const { status, text } = await open(url)
    expect({ status, says: text.includes('only in live campaigns') }).toEqual({ status: 200, says: true })
  }
})

test('what an email has not prints nothing, and outside of emails there is none', async () => {
  const { outbox, requests } = await sent({ subject: 'Hello{{ email.nothing }}' })
  expect(outbox[0]?.subject).toBe('Hello')

  const bloomreach = await givenScenarios()
  await bloomreach.start(chain(now, webhook({ url: `${TALON_ONE}?x={{ email is defined }}` })))

  expect([requests, bloomreach.requests.map(({ url }) => url)]).toEqual([[], [`${TALON_ONE}?x=False`]])
})
