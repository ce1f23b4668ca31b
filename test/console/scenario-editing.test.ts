// The editor of a scenario in a browser: what is pasted and dropped, how texts look, where keys and the way back lead.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { openConsole, withoutJourneys } from './support/console.ts'
import { goTo } from './support/console-go.ts'
import { dropOn, pasteOn } from './support/from-outside.ts'

const skipped = withoutJourneys

const QUIET = `name: Quiet
nodes:
  - { id: 1, type: now } # everybody
  - { id: 2, type: set_attribute, attributes: { tier: gold } }
connections: [[1, 2]]
`

test.skipIf(skipped)(
  'a file that is dropped on the list is opened, another joins it with its comments, and a key that stands twice is said',
  async () => {
    await using sandbox = await startSandbox({ world: {} })
    const { page, complaints } = await openConsole(sandbox.url, '/scenarios')
    await page.getByText('There is no scenario yet.').waitFor()

    await dropOn(page, QUIET)
    await page.getByRole('group', { name: 'Set attribute #2: tier' }).waitFor()
    await pasteOn(page, QUIET.replace('everybody', 'everybody once more'))
    await page.getByRole('group', { name: 'Set attribute #4: tier' }).waitFor()
    await pasteOn(page, QUIET.replace('type: now', 'type: now, type: now'))
    await page
      .getByText('Cannot read what was pasted: line 3: The key "type" stands here already')
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Version 1').waitFor()

    const [{ id = '' } = {}] = (await sandbox.scenarios.list()).scenarios
    const { text } = await sandbox.scenarios.get(id)
    expect(text).toMatch(/id: 1, type: now.*# everybody\n/)
    expect(text).toMatch(/id: 3, type: now.*# everybody once more\n/)
    expect(complaints).toEqual([])
  },
)

/** The colours of the parts of a text editor, by the part. */
const coloursIn = (page: Page, name: string): Promise<Record<string, string>> =>
  page
    .getByRole('textbox', { name })
    .evaluate(editor =>
      Object.fromEntries(
        [...editor.querySelectorAll('.cm-line span')].map(part => [
          part.textContent?.trim() ?? '',
          getComputedStyle(part).color,
        ]),
      ),
    )

test.skipIf(skipped)('a JSON payload is coloured by what its parts are, Jinja in it too', async () => {
  await using sandbox = await startSandbox()
  const [{ id = '' } = {}] = (await sandbox.scenarios.list()).scenarios
  const { page } = await openConsole(sandbox.url, `/scenarios/${id}?edit=3`)

  await page.getByRole('textbox', { name: 'Payload' }).fill('{ "email": "{{ customer.email }}", "level": 7 }')
  await page.getByText('"level"').waitFor()
  const colours = await coloursIn(page, 'Payload')

  expect(Object.keys(colours)).toEqual(expect.arrayContaining(['"email"', 'customer', '7']))
  const [property, variable, number] = ['"email"', 'customer', '7'].map(part => colours[part])
  expect(new Set([property, variable]).size).toBe(2)
  expect(number).not.toBe(property)
})

test.skipIf(skipped)(
  'keys move and zoom the view of the canvas, where it is edited and where it is looked at',
  async () => {
    await using sandbox = await startSandbox()
    const [{ id = '' } = {}] = (await sandbox.scenarios.list()).scenarios
    const { page } = await openConsole(sandbox.url, `/scenarios/${id}`)
    const node = page.getByRole('group', { name: 'Now #1' })
    const place = async () => (await node.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }

    for (const tab of ['Design', 'Preview (Test)']) {
      await page.getByRole('tab', { name: tab }).click()
      const canvas = page.getByRole('group', { name: /^Canvas/ })
      await node.waitFor()
      await canvas.focus()
      const before = await place()
      await page.keyboard.press('ArrowRight')
      await expect.poll(async () => (await place()).x).toBeLessThan(before.x)
      await page.keyboard.press('+')
      await expect.poll(async () => (await place()).width).toBeGreaterThan(before.width)
      await page.keyboard.press('0')
      await expect.poll(async () => (await place()).width).toBeLessThanOrEqual(before.width + 1)
    }
  },
)

test.skipIf(skipped)('the browser’s way back asks before it leaves what is not saved', async () => {
  await using sandbox = await startSandbox({ world: {} })
  const { page } = await openConsole(sandbox.url, '/scenarios')
  await page.getByRole('link', { name: 'New Scenario' }).click()
  await page.getByRole('button', { name: 'Now', exact: true }).click()
  await page.getByRole('group', { name: 'Now #1' }).waitFor()
  const questions: string[] = []
  page.on('dialog', dialog => {
    questions.push(dialog.message())
    void (questions.length === 1 ? dialog.dismiss() : dialog.accept())
  })

  await page.evaluate(() => history.back())
  await expect.poll(() => questions.length).toBe(1)
  await page.waitForURL(/\/scenarios\/new$/)
  expect(await page.getByRole('group', { name: 'Now #1' }).count()).toBe(1)
  await page.evaluate(() => history.back())
  await page.waitForURL(/\/scenarios$/)
  await page.getByText('There is no scenario yet.').waitFor()
  expect(questions).toHaveLength(2)
  await goTo(page, sandbox.url, '/inbox')
  expect(questions).toHaveLength(2)
})

test.skipIf(skipped)('nodes are cut, pasted and had back by keys', async () => {
  await using sandbox = await startSandbox()
  const [{ id = '' } = {}] = (await sandbox.scenarios.list()).scenarios
  const { page } = await openConsole(sandbox.url, `/scenarios/${id}`)
  const node = (name: string) => page.getByRole('group', { name })

  await node('Wait #2').focus()
  await page.keyboard.press('Control+x')
  await node('Wait #2').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+v')
  await node('Wait #5').waitFor()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await node('Wait #2').waitFor()
  await node('Connection from #1 to #2').waitFor({ state: 'attached' })
})
