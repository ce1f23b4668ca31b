import { expect, test } from 'vitest'
import { chain, email, givenScenarios, now } from '../../support/scenarios.ts'

const customers = ['ada', 'grace', 'edsger']
const flow = chain(now, email({ html: '<a href="https://shop.example/">Shop</a>' }))

/** What each mail's pixel, link and List-Unsubscribe answer, in order of sending. */
async function answers(bloomreach: Awaited<ReturnType<typeof givenScenarios>>) {
  const statuses: number[][] = []
  for (const { html } of bloomreach.outbox) {
    const mail = /\/e\/[0-9a-f]+(?=\/click\/)/.exec(html ?? '')?.[0]
    const ways = ['open.gif', 'click/0', 'unsubscribe']
    statuses.push(
      await Promise.all(ways.map(async way => (await bloomreach.app.request(`${mail}/${way}`)).status)),
    )
  }
  return statuses
}

test('the oldest mails leave first once there are more than sentMailLimit', async () => {
  const bloomreach = await givenScenarios({ customers, settings: { sentMailLimit: 2 } })

  await bloomreach.start(flow)

  expect(await answers(bloomreach)).toEqual([
    [404, 404, 404],
    [200, 302, 200],
    [200, 302, 200],
  ])
})

test('sentMailLimit of a world file counts too', async () => {
  const bloomreach = await givenScenarios({ customers, world: { settings: { sentMailLimit: 1 } } })

  await bloomreach.start(flow)

  expect((await answers(bloomreach)).map(([pixel]) => pixel)).toEqual([404, 404, 200])
})
