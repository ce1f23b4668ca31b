// Time in a browser: a step, an instant, the next due moment, and the line on which what waits can be clicked.
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { openConsole, withoutJourneys } from './support/console.ts'

const skipped = withoutJourneys

test.skipIf(skipped)('what waits stands on a line, says for whom, and runs when one goes there', async () => {
  await using sandbox = await startSandbox({ clock: 'manual' })
  await sandbox.startScenarios()
  await sandbox.settle()
  const { page, complaints } = await openConsole(sandbox.url, '/time')

  await page.getByRole('button', { name: /^2026-01-05 09:01:00, in 1m/ }).click()
  const moment = page.getByRole('region', { name: '2026-01-05 09:01:00, in 1m' })
  await moment.getByRole('link', { name: 'ada@example.com' }).waitFor()
  await moment.getByRole('button', { name: 'Advance to here' }).click()

  await page.getByText('Nothing waits.').waitFor()
  expect((await sandbox.clock.state()).now).toBe('2026-01-05T09:01:00.000Z')
  expect(await sandbox.inbox.list()).toHaveLength(3)
  expect(complaints).toEqual([])
})

test.skipIf(skipped)('a length and an instant are taken, and what is wrong stands at the field', async () => {
  await using sandbox = await startSandbox({ clock: 'manual' })
  const { page } = await openConsole(sandbox.url, '/time')
  const length = page.getByRole('textbox', { name: 'By a length' })
  const instant = page.getByRole('textbox', { name: 'To an instant' })

  await length.fill('soon')
  await length.press('Enter')
  await page.getByText('Cannot read "soon"', { exact: false }).waitFor()
  expect(await length.getAttribute('aria-invalid')).toBe('true')
  await length.fill('90s')
  await length.press('Enter')
  await page.getByRole('button', { name: /World time 2026-01-05 09:01:30/ }).waitFor()
  await instant.fill('2026-02-01T00:00:00Z')
  await instant.press('Enter')

  await page.getByRole('button', { name: /World time 2026-02-01 00:00:00/ }).waitFor()
})

test.skipIf(skipped)('the clock in the bar moves time from every view, by keys alone', async () => {
  await using sandbox = await startSandbox({ clock: 'manual' })
  const { page } = await openConsole(sandbox.url, '/requests')

  await page.getByRole('button', { name: /World time/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Advance by 1 hour' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')

  await page.getByRole('button', { name: /World time 2026-01-05 10:00:00/ }).waitFor()
})
