import { expect, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'
import { noBrowser, openBrowser } from '../../support/browser.ts'

test('the first page says that nothing waits and what to do next', async () => {
  await using sandbox = await startSandbox({ listen: false, world: {} })

  const html = await (await sandbox.fetch('/')).text()

  expect(html).toMatch(/^<!doctype html><html lang="en">/)
  expect(html).toContain('Nothing waits.')
  expect(html).toContain('No scenario is loaded.')
  expect(html).toContain('No mail was captured yet.')
})

test('what a customer is called is shown as text, never as HTML', async () => {
  await using sandbox = await startSandbox({
    listen: false,
    world: {
      bloomreach: {
        customers: [{ ids: { registered: '<img src=x>' }, attributes: { email: 'a@example.com' } }],
        scenarios: [
          {
            name: 'S',
            start: true,
            nodes: [
              { id: 1, type: 'now' },
              { id: 2, type: 'wait', period: '1 hour' },
              { id: 3, type: 'add_event', event: 'x' },
            ],
            connections: [
              [1, 2],
              [2, 3],
            ],
          },
        ],
      },
    },
  })
  await sandbox.startScenarios()
  await sandbox.settle()

  const html = await (await sandbox.fetch('/')).text()

  expect(html).toContain('&lt;img src=x&gt;')
  expect(html).not.toContain('<img')
})

test('an unknown customer is a 404 with a way back', async () => {
  await using sandbox = await startSandbox({ listen: false })

  const response = await sandbox.fetch('/console/customers/nobody')

  expect(response.status).toBe(404)
  expect(await response.text()).toMatch(/^<!doctype html>.*Cannot find the customer/s)
})

const skipped = noBrowser !== undefined && process.env.CI !== 'true'
test.skipIf(skipped)(
  `in a browser: from the first page to a customer's story to the mail${skipped ? ` (skipped: ${noBrowser})` : ''}`,
  async () => {
    await using sandbox = await startSandbox()
    await sandbox.startScenarios()
    await sandbox.settle()
    const browser = await openBrowser()
    const page = await browser.newPage()

    await page.goto(sandbox.url)
    await page.getByRole('link', { name: 'ada@example.com' }).click()
    const story = await page.locator('ol.story li').allInnerTexts()
    await page.getByRole('link', { name: 'open the mail' }).click()
    const mail = await page.frameLocator('iframe').locator('body').textContent()
    await browser.close()

    expect(story[0]).toContain('entered "Referral code by email"')
    const code = story.join(' ').match(/creates the code (\S+)/)?.[1]
    expect(mail).toContain(`Your referral code: ${code}`)
  },
)

test('of a long story the newest part is shown, and where all of it is', async () => {
  await using sandbox = await startSandbox({
    listen: false,
    clock: 'manual',
    world: {
      bloomreach: {
        customers: [{ ids: { registered: 'a b' } }],
        scenarios: [
          {
            name: 'S',
            start: true,
            nodes: [
              { id: 1, type: 'now' },
              { id: 2, type: 'wait', period: '1 day' },
              { id: 3, type: 'add_event', event: 'x' },
            ],
            connections: [
              [1, 2],
              [2, 3],
              [3, 2],
            ],
          },
        ],
      },
    },
  })
  await sandbox.startScenarios()
  await sandbox.clock.advance('400d')

  const html = await (await sandbox.fetch('/console/customers/a%20b')).text()

  expect(html.match(/<time/g)).toHaveLength(500)
  expect(html).toContain('<a href="/_sandbox/customers/a%20b/timeline">all of it</a>')
})
