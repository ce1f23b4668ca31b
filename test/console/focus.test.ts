// Windows, menus and lists of the console without a pointer: the focus goes in, stays in, and comes back to what opened them.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../harness/index.ts'
import { openConsole, withoutJourneys } from './support/console.ts'
import { goTo } from './support/console-go.ts'
import { focusOf, hasFocusSoon, tabbedThrough } from './support/focus.ts'
import { WINDOWS } from './support/windows.ts'

const skipped = withoutJourneys
const PATIENCE_MS = 400_000

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).first()

/** After a run, with something of everything, so that each window can be opened; answers the views with their ids. */
async function filled(sandbox: Sandbox): Promise<(view: string) => string> {
  await sandbox.startScenarios()
  await sandbox.settle()
  await sandbox.checkpoint('START')
  await sandbox.fork()
  const [{ id = '' } = {}] = (await sandbox.scenarios.list()).scenarios
  await sandbox.scenarios.stop(id)
  const { projectToken } = sandbox.bloomreach
  const catalogs = `/_sandbox/signed-in/data/v2/projects/${projectToken}/catalogs`
  const send = async (path: string, method: string, body: object) => {
    const headers = { 'content-type': 'application/json' }
    return (await sandbox.fetch(path, { method, headers, body: JSON.stringify(body) })).json()
  }
  const made = await send(catalogs, 'POST', {
    name: 'Gifts',
    fields: [{ name: 'title', type: 'string' }],
  })
  await send(`${catalogs}/${made.id}/items/mug`, 'PUT', { properties: { title: 'Mug' } })
  return view => view.replace('SCENARIO', id).replace('CATALOG', made.id)
}

test.skipIf(skipped)(
  'every window takes the focus, keeps it, and gives it back to what opened it, however it is closed',
  { timeout: PATIENCE_MS },
  async () => {
    await using sandbox = await startSandbox()
    const addressOf = await filled(sandbox)
    const { page, complaints } = await openConsole(sandbox.url, '/')
    const window = page.locator('[role="dialog"], [role="alertdialog"]')
    const closers = window.getByRole('button', { name: /^(Close|Cancel|Done)$/ })
    const wrong: string[] = []
    for (const [view, opener, item] of WINDOWS) {
      const say = (what: string) => wrong.push(`${view} ${opener} ${item ?? ''}: ${what}`)
      await goTo(page, sandbox.url, addressOf(view))
      const open = async () => {
        await button(page, opener).press('Enter')
        if (item !== undefined) await page.getByRole('menuitem', { name: item }).press('Enter')
        await window.waitFor()
      }
      const isBack = async (by: string) => {
        await window.waitFor({ state: 'detached' })
        if (!(await hasFocusSoon(button(page, opener))))
          say(`after ${by} the focus is on ${await focusOf(page)}`)
      }

      await open()
      for (const one of await tabbedThrough(page, window)) say(one)
      const ways = await closers.allTextContents()
      await page.keyboard.press('Escape')
      await isBack('Escape')
      for (const [index, way] of ways.entries()) {
        await open()
        await closers.nth(index).press('Enter')
        await isBack(way || 'Close')
      }
    }

    expect(wrong).toEqual([])
    expect(complaints).toEqual([])
  },
)

test.skipIf(skipped)(
  'a menu is opened, walked and closed by keys, and so is the drawer of a phone',
  async () => {
    await using sandbox = await startSandbox({ clock: 'manual' })
    await sandbox.fork()
    const { page } = await openConsole(sandbox.url, '/')
    for (const [view, opener] of [
      ['/', /^World time/],
      ['/', 'World first'],
      ['/scenarios', /^Actions for/],
      ['/scenarios/new', 'More'],
    ] as const) {
      await goTo(page, sandbox.url, view)
      await button(page, opener).press('Enter')
      await page.getByRole('menuitem').first().waitFor()
      await page.keyboard.press('End')
      expect(await hasFocusSoon(page.getByRole('menuitem').last()), String(opener)).toBe(true)
      await page.keyboard.press('Escape')
      expect(await hasFocusSoon(button(page, opener)), String(opener)).toBe(true)
    }
    await page.setViewportSize({ width: 390, height: 844 })
    await button(page, 'Menu').press('Enter')
    expect(await tabbedThrough(page, page.getByRole('dialog', { name: 'Menu' }))).toEqual([])
    await page.keyboard.press('Escape')
    expect(await hasFocusSoon(button(page, 'Menu'))).toBe(true)
  },
)

test.skipIf(skipped)(
  'who deletes a row by keys goes on in its list, not at the top of the page',
  async () => {
    await using sandbox = await startSandbox()
    await sandbox.checkpoint('START')
    const { page } = await openConsole(sandbox.url, '/worlds')

    await button(page, 'Forget START').press('Enter')
    await button(page, 'Forget it').press('Enter')
    await page.getByText('No moment has a name yet.').waitFor()

    expect(await hasFocusSoon(page.getByRole('region', { name: 'Checkpoints' }))).toBe(true)
  },
)
