// Worlds in a browser: a fork is broken and the first world knows nothing of it; a checkpoint brings back what was.
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { openConsole, withoutJourneys } from './support/console.ts'

const skipped = withoutJourneys

test.skipIf(skipped)('fork, break, see what changed, rewind', async () => {
  await using sandbox = await startSandbox({ clock: 'manual' })
  await sandbox.startScenarios()
  await sandbox.settle()
  const { page, complaints, strangers } = await openConsole(sandbox.url, '/worlds')

  await page.getByRole('button', { name: 'Fork this world' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('broken')
  await page.getByRole('button', { name: 'Fork', exact: true }).click()
  await page.getByRole('button', { name: 'Open it' }).click()
  await page.waitForURL('**/w/broken/console/worlds')
  await page.getByRole('textbox', { name: 'Name of this moment' }).fill('before')
  await page.getByRole('button', { name: 'Take a checkpoint' }).click()
  await page.getByRole('cell', { name: 'before', exact: true }).waitFor()
  await page.getByRole('button', { name: /World time/ }).click()
  await page.getByRole('menuitem', { name: 'Advance by 1 hour' }).click()
  await page.getByRole('button', { name: /World time 2026-01-05 10:00:00/ }).waitFor()
  await page.getByRole('button', { name: 'What changed' }).click()
  await page
    .getByRole('region', { name: 'What changed since before' })
    .getByText('inbox', { exact: false })
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Rewind' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Rewind' }).click()

  await page.getByRole('button', { name: /World time 2026-01-05 09:00:00/ }).waitFor()
  await page
    .getByRole('region', { name: 'What changed since before' })
    .getByText('Nothing has changed.')
    .waitFor()
  expect(await sandbox.inbox.list()).toEqual([])
  expect(complaints).toEqual([])
  expect(strangers).toEqual([])
})

test.skipIf(skipped)('a name that is taken is told in the window, and Escape gives focus back', async () => {
  await using sandbox = await startSandbox()
  await sandbox.fork({ name: 'other' })
  const { page } = await openConsole(sandbox.url, '/worlds')
  const button = page.getByRole('button', { name: 'Fork this world' })

  await button.click()
  await page.getByRole('textbox', { name: 'Name' }).fill('other')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('alert').filter({ hasText: 'other' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  expect(await button.evaluate(shown => shown === document.activeElement)).toBe(true)
})

test.skipIf(skipped)(
  'from world to world by the bar, and a deleted one leads back to the first',
  async () => {
    await using sandbox = await startSandbox()
    await sandbox.fork({ name: 'other' })
    const { page } = await openConsole(`${sandbox.url}/w/other`, '/worlds')

    await page.getByRole('button', { name: 'Delete other' }).click()
    await page.getByRole('button', { name: 'Delete the world' }).click()

    await page.waitForURL(`${sandbox.url}/console/worlds`)
    await page.getByRole('cell', { name: 'first shown here' }).waitFor()
    expect((await sandbox.worlds.list()).worlds).toHaveLength(1)
  },
)
