import { expect, test } from 'vitest'
import { chain, DAY, email, givenScenarios, now } from '../../../support/scenarios.ts'

const linked = email({ html: '<a href="https://shop.example/">shop</a>' })
const linkIn = (html = '') => new URL(/href="(http:[^"]+)"/.exec(html)?.[1] ?? '')

test('the links of the newest mails are followed, those of an older one lead to a page that says so', async () => {
  const bloomreach = await givenScenarios({
    settings: { sentMailsKept: 2 },
    customers: ['ada', 'grace', 'edsger'],
  })
  await bloomreach.start(chain(now, linked))
  const [first, second, third] = bloomreach.outbox.map(({ html }) => linkIn(html))
  const follow = async (link: URL | undefined) => (await bloomreach.app.request(`${link}`)).status

  await bloomreach.advance(DAY)

  expect(await follow(first)).toBe(404)
  expect(await follow(second)).toBe(302)
  expect(await follow(third)).toBe(302)
  expect(bloomreach.statuses('ada')).not.toContain('clicked')
  expect(bloomreach.statuses('grace')).toContain('clicked')
})
