// Faults in a browser: one is switched on, strikes, is switched off and on again; a search is watched and its counterexample opened.
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { openConsole, withoutJourneys } from './support/console.ts'

const skipped = withoutJourneys

test.skipIf(skipped)('a fault is switched on, strikes, and switching it off can be undone', async () => {
  await using sandbox = await startSandbox()
  const { page, complaints } = await openConsole(sandbox.url, '/faults')

  await page.getByRole('button', { name: 'Switch on a fault' }).click()
  await page.getByLabel('Operation').selectOption('cep/createReferral')
  await page.getByLabel('What goes wrong').selectOption({ label: 'Answers 404, not found' })
  await page.getByRole('button', { name: 'Switch on', exact: true }).click()
  await page.getByRole('cell', { name: 'the first 1 calls' }).waitFor()
  await sandbox.startScenarios()
  await sandbox.settle()
  await page.getByRole('cell', { name: /^1 of / }).waitFor()
  await page.getByRole('button', { name: 'Switch off cep/createReferral' }).click()
  await page.getByText('Everything works.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()

  await page.getByRole('cell', { name: '0 of 0' }).waitFor()
  expect((await sandbox.faults.list()).faults).toMatchObject([{ first: 1, answer: { status: 404 } }])
  expect(complaints).toEqual([])
})

test.skipIf(skipped)(
  'a search is started, watched to its end, and its counterexample has a timeline and a test',
  async () => {
    await using sandbox = await startSandbox()
    const { page, complaints } = await openConsole(sandbox.url, '/searches')

    await page.getByLabel('Faults in one run').selectOption('1')
    await page.getByLabel('Customers').fill('1')
    await page.getByRole('button', { name: 'Start the search' }).click()
    await page.getByRole('heading', { level: 1, name: 'Search 1' }).waitFor()
    await page.getByText('done', { exact: true }).waitFor()
    const found = page.getByRole('region', { name: /is broken$/ }).first()
    await found.getByRole('heading', { name: 'Timeline' }).waitFor()
    await found.getByText('Test', { exact: true }).click()

    await found.getByText("import { replay } from 'referral-sandbox'", { exact: false }).waitFor()
    expect(complaints).toEqual([])
  },
)
