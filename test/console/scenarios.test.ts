// Scenarios in a browser: by the keyboard alone, pasted, edited while people wait, and a large one.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { clipboardOf, mail, onEvent, wait, wire } from '../support/clipboard.ts'
import { CanvasPage } from './support/canvas-page.ts'
import { openConsole, withoutJourneys } from './support/console.ts'
import { dropOn, pasteOn } from './support/from-outside.ts'

const skipped = withoutJourneys

/** What has the focus, by its name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')

test.skipIf(skipped)('a scenario is built, undone, mended and saved by the keyboard alone', async () => {
  await using sandbox = await startSandbox({ clock: 'manual' })
  const { page, complaints } = await openConsole(sandbox.url, '/scenarios/new')
  const press = (title: string) =>
    page
      .getByRole('region', { name: 'Nodes to add' })
      .getByRole('button', { name: title, exact: true })
      .press('Enter')
  const node = (name: string) => page.getByRole('group', { name })

  await press('Now')
  await press('Wait')
  await press('Set attribute')
  await node('Connection from #2 to #3').waitFor({ state: 'attached' })
  await node('Set attribute #3').press('Enter')
  await page.getByRole('dialog').waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  await page.getByRole('button', { name: 'Add entry' }).press('Enter')
  await page.getByLabel('Name 1').fill('tier')
  await page.getByRole('textbox', { name: 'Value 1' }).fill('gold')
  await page.getByRole('button', { name: 'Done' }).press('Enter')
  await node('Set attribute #3: tier').press('Delete')
  await node('Set attribute #3').waitFor({ state: 'detached' })
  // Focus is where the way led to what is gone, so that its keys go on.
  expect(await focused(page)).toContain('Wait #2')
  await page.keyboard.press('Control+z')
  await node('Set attribute #3: tier').waitFor()
  await node('Connection from #2 to #3').press('Space')
  await page.keyboard.press('Delete')
  await node('Connection from #2 to #3').waitFor({ state: 'detached' })
  await node('Wait #2').press('c')
  await page.getByLabel('To', { exact: true }).press('S')
  await page.getByRole('dialog').getByRole('button', { name: 'Connect' }).press('Enter')
  await node('Connection from #2 to #3').waitFor({ state: 'attached' })
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await focused(page)).toContain('Wait #2')
  const before = await node('Wait #2').boundingBox()
  await page.keyboard.press('ArrowDown')
  expect((await node('Wait #2').boundingBox())?.y).toBeGreaterThan(before?.y ?? 0)
  await page.keyboard.press('Control+s')
  await page.getByText('Version 1').waitFor()

  const { scenarios } = await sandbox.scenarios.list()
  const saved = await sandbox.scenarios.get(scenarios[1]?.id ?? '')
  expect(saved).toMatchObject({
    nodes: [{ type: 'now' }, { type: 'wait' }, { type: 'set_attribute', attributes: { tier: 'gold' } }],
    connections: [
      [1, 2],
      [2, 3],
    ],
  })
  expect(complaints).toEqual([])
})

test.skipIf(skipped)(
  'a template is completed with attributes, fields of the answer and filters',
  async () => {
    await using sandbox = await startSandbox()
    const [listed] = (await sandbox.scenarios.list()).scenarios
    const { page } = await openConsole(sandbox.url, `/scenarios/${listed?.id}?edit=4`)
    const offered = (name: string) => page.getByRole('option', { name, exact: true })
    const subject = page.getByRole('textbox', { name: 'Subject' })

    await subject.click()
    await page.keyboard.press('End')
    for (const [typed, option] of [
      [' {{ customer.', 'first_name'],
      [' }} {{ webhook.', 'advocateProfileIntegrationId'],
      ['code | ', 'upper'],
    ] as const) {
      await page.keyboard.type(typed)
      await page.keyboard.press('Control+Space')
      await offered(option).waitFor()
      await page.keyboard.press('Escape')
    }
  },
)

test.skipIf(skipped)('what is wrong is said while one types, and refuses to be saved', async () => {
  await using sandbox = await startSandbox()
  const [listed] = (await sandbox.scenarios.list()).scenarios
  const { page } = await openConsole(sandbox.url, `/scenarios/${listed?.id}`)
  const canvas = new CanvasPage(page)

  await canvas.open('Email #4')
  await page.getByRole('textbox', { name: 'Subject' }).fill('For {{ customer.first_name | uper }}')
  await page.getByText('Did you mean "upper"?').first().waitFor()
  await canvas.done()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Cannot save the scenario: Cannot render the template').first().waitFor()

  expect(await page.getByText('Unsaved changes').count()).toBe(1)
  expect((await sandbox.scenarios.get(listed?.id ?? '')).version).toBe(1)
})

const COMMENTED = `# For the spring campaign.
name: Quiet
nodes:
  - { id: 3, type: now } # everybody
  - { id: 5, type: set_attribute, attributes: { tier: gold } }
connections: [[3, 5]]
`

test.skipIf(skipped)(
  'a scenario is pasted on the list, dropped on the canvas, and saved with its comments',
  async () => {
    await using sandbox = await startSandbox({ world: { bloomreach: { consentCategories: ['newsletter'] } } })
    const copied = clipboardOf(
      [onEvent(1), wait(2, { count: 1, units: 'hours', count_template: '' }), mail(3)],
      [wire(1, 0, 2), wire(2, 1, 3)],
    )
    const { page, complaints } = await openConsole(sandbox.url, '/scenarios')
    await page.getByText('There is no scenario yet.').waitFor()
    await pasteOn(page, COMMENTED)
    await page.getByRole('group', { name: 'Set attribute #5: tier' }).waitFor()
    await page.getByRole('group', { name: 'Now #3' }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Version 1').waitFor()
    const [listed] = (await sandbox.scenarios.list()).scenarios
    const { text } = await sandbox.scenarios.get(listed?.id ?? '')
    expect(text).toContain('# For the spring campaign.\nname: Quiet')
    expect(text).toMatch(/\{ id: 3, type: now, position: \{ x: -?\d+, y: -?\d+ \} \} # everybody/)

    await dropOn(page, JSON.stringify(copied))
    await page.getByRole('group', { name: 'On event #6: friend_invited' }).waitFor()
    await page.getByRole('group', { name: 'Connection from #7 to #8' }).waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Copy for Bloomreach' }).click()
    const copying = page.getByRole('dialog', { name: 'Copy for Bloomreach' })
    await copying.getByText('3 nodes').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('group', { name: 'Set attribute #5: tier' }).click()
    await page.keyboard.press('b')
    await copying.getByText('set_attribute 5: the form of this type is not public.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Paste a scenario' }).click()
    const { text: _, ...asJson } = await sandbox.scenarios.get(listed?.id ?? '')
    await page.getByLabel('Copied text').fill(JSON.stringify(asJson))
    await page.getByRole('button', { name: 'Paste', exact: true }).last().click()
    await page.getByRole('group', { name: 'Set attribute #10: tier' }).waitFor()
    expect(complaints).toEqual([])
  },
)

test.skipIf(skipped)(
  'a scenario is edited while people wait in it, and they leave by the new connection',
  async () => {
    await using sandbox = await startSandbox({ clock: 'manual' })
    await sandbox.startScenarios()
    const [listed] = (await sandbox.scenarios.list()).scenarios
    const { page } = await openConsole(sandbox.url, `/scenarios/${listed?.id}`)

    await page.getByText('It runs: what a change does').click()
    await page.getByText('who waits leaves by the new connection').waitFor()
    await page.getByRole('group', { name: 'Wait #2' }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Remove the connection from #2 to #3' }).click()
    await page.getByRole('button', { name: 'Connect Wait #2' }).click()
    await page.getByLabel('To', { exact: true }).selectOption('4')
    await page.getByRole('dialog').getByRole('button', { name: 'Connect' }).click()
    await page.getByRole('button', { name: 'Delete Webhook #3' }).click()
    await page.getByRole('button', { name: 'Edit Email #4' }).click()
    await page.getByRole('textbox', { name: 'HTML builder' }).fill('<p>Your code comes later.</p>')
    // The editor hears of what is written a moment later than it stands there.
    await page.frameLocator('iframe').getByText('Your code comes later.').waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Version 3').waitFor()
    await sandbox.clock.advance('1m')

    const { Text } = await sandbox.inbox.waitFor({ to: 'ada@example.com' })
    expect(Text).toContain('Your code comes later.')
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Version history' }).click()
    await page.getByRole('button', { name: 'What changed in version 3' }).click()
    await page.getByText('#3 removed').waitFor()
    await page.getByRole('button', { name: 'Restore version 1' }).click()
    await page.getByText('Version 4').waitFor()
    await page.getByRole('group', { name: 'Webhook #3' }).waitFor()
  },
)

test.skipIf(skipped)(
  'a scenario of a hundred nodes is drawn, and its customers are found behind a number',
  async () => {
    const ids = Array.from({ length: 98 }, (_, index) => index + 2)
    await using sandbox = await startSandbox({
      world: {
        bloomreach: {
          customers: [{ ids: { registered: 'ada@example.com' }, attributes: { email: 'ada@example.com' } }],
          scenarios: [
            {
              name: 'A hundred nodes',
              start: true,
              nodes: [
                { id: 1, type: 'now' },
                ...ids.map(id => ({ id, type: 'set_attribute' as const, attributes: { step: String(id) } })),
                { id: 100, type: 'set_attribute', attributes: { done: 'yes' } },
              ],
              connections: [[1, 2], ...ids.map((id): [number, number] => [id, id + 1])],
            },
          ],
        },
      },
    })
    await sandbox.startScenarios()
    await sandbox.settle()
    const [listed] = (await sandbox.scenarios.list()).scenarios
    const { page, complaints } = await openConsole(
      sandbox.url,
      `/scenarios/${listed?.id}?tab=evaluate&node=100&outcome=entered`,
    )

    await page.getByRole('link', { name: 'ada@example.com' }).click()
    await page.getByRole('heading', { level: 1, name: 'ada@example.com' }).waitFor()
    expect(complaints).toEqual([])
  },
)
