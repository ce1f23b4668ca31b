// What happened, in a browser: from the first page to a customer's story, from a failed step to the request and its answer.
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { openConsole, withoutJourneys } from './support/console.ts'

const skipped = withoutJourneys

test.skipIf(skipped)('from the first page to a customer’s story to what went over the wire', async () => {
  await using sandbox = await startSandbox()
  await sandbox.startScenarios()
  await sandbox.settle()
  const { page, complaints, strangers } = await openConsole(sandbox.url, '/')

  await page.getByRole('link', { name: 'ada@example.com' }).click()
  await page.getByRole('heading', { level: 1, name: 'ada@example.com' }).waitFor()
  const steps = page.getByRole('region', { name: 'Timeline' }).getByRole('listitem')
  const story = await steps.allInnerTexts()
  await page.getByRole('link', { name: 'Look at it' }).first().click()
  await page.getByRole('region', { name: 'What went over the wire' }).waitFor()
  const wire = await page.getByRole('main').textContent()

  expect(story[0]).toContain('entered "Referral code by email"')
  const code = /creates the code (\S+)/.exec(story.join(' '))?.[1] ?? 'none'
  expect(wire).toContain('Answered 200')
  expect(wire).toContain(code)
  const key = sandbox.talonOne.keyFor('customer_engagement') ?? ''
  expect(await page.content()).not.toContain(key)
  expect(complaints).toEqual([])
  expect(strangers).toEqual([])
})

test.skipIf(skipped)('an empty world says what to do next, and what starts is seen at once', async () => {
  await using sandbox = await startSandbox({
    world: { bloomreach: { customers: [{ ids: { registered: 'ada' } }] } },
  })
  const { page } = await openConsole(sandbox.url, '/')
  for (const text of ['No scenario is loaded.', 'Nothing waits.', 'No mail was captured yet.'])
    await page.getByText(text).waitFor()

  await sandbox.scenarios.create({
    name: 'Later',
    nodes: [
      { id: 1, type: 'now' },
      { id: 2, type: 'wait', period: '1 hour' },
      { id: 3, type: 'add_event', event: 'x' },
    ],
    connections: [
      [1, 2],
      [2, 3],
    ],
  })

  await page.getByText('Later').waitFor()
})

test.skipIf(skipped)('why a customer got no mail is found, mended and replayed', async () => {
  await using sandbox = await startSandbox()
  await sandbox.faults.add({ operation: 'cep/createReferral', first: 1, answer: { status: 404 } })
  await sandbox.startScenarios()
  await sandbox.settle()
  await sandbox.faults.clear()
  const { page, complaints } = await openConsole(sandbox.url, '/customers')

  await page.getByRole('textbox', { name: 'Id' }).fill('nobody@example.com')
  await page.keyboard.press('Enter')
  await page.getByText('Cannot find the customer', { exact: false }).waitFor()
  await page.getByRole('textbox', { name: 'Id' }).fill('ada@example.com')
  await page.getByRole('button', { name: 'Show the story' }).click()
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await timeline.getByText('What went over the wire').first().waitFor()
  await timeline.getByText('Answered 404').first().waitFor()
  await timeline.getByRole('link', { name: 'Look at it' }).first().click()
  await page.getByRole('button', { name: 'Replay' }).click()

  await page.getByText('Asked again, answered 200.').waitFor()
  await page.getByText('Answered 200', { exact: true }).waitFor()
  // The browser writes down that there was nobody of the first id.
  expect(complaints.filter(text => !text.includes('404 (Not Found)'))).toEqual([])
})

test.skipIf(skipped)(
  'the journal is searched by text and node, and an entry leads to its causes',
  async () => {
    await using sandbox = await startSandbox()
    await sandbox.startScenarios()
    await sandbox.settle()
    const { page } = await openConsole(sandbox.url, '/journal')

    await page.getByRole('searchbox', { name: 'Text' }).fill('answered 200')
    await page.getByRole('textbox', { name: 'Node' }).fill('3')
    const rows = page.getByRole('table', { name: 'Journal' }).getByRole('row')
    await rows.nth(4).waitFor({ state: 'detached' })
    expect(await rows.count()).toBe(4)
    await page.getByRole('link', { name: '#3 answered 200' }).first().click()

    await page
      .getByRole('region', { name: 'What led to it' })
      .getByText('entered "Referral code by email"')
      .waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/console\/journal\/\d+$/)
  },
)
