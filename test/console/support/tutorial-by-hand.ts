// What the tutorial does before its scenario, by clicking and typing: at Talon.One an Application, a campaign, a customer profile and
// an API key; at Bloomreach a consent category, a customer who consents and the HTTP authentication with its headers.
import type { Page } from 'playwright-core'
import { pictureOf } from './pictures.ts'

const ADA = 'ada@example.com'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const inDialog = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true })
const area = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).first()

export async function talonOneByHand(page: Page): Promise<{ campaignId: string; key: string }> {
  const dialog = page.getByRole('dialog')
  await area(page, 'Talon.One').click()
  await button(page, 'Create Application').click()
  await dialog.getByLabel('Name').fill('Demo shop')
  await inDialog(page, 'Create Application').click()
  await page.getByRole('heading', { level: 1, name: 'Demo shop' }).waitFor()

  await button(page, 'Create Campaign').click()
  await dialog.getByLabel('Campaign name').fill('Refer a friend')
  await dialog.getByLabel('Code format').fill('REF-####')
  await pictureOf(page, '1-campaign')
  await inDialog(page, 'Create Campaign').click()
  await page.getByRole('heading', { level: 1, name: 'Refer a friend' }).waitFor()
  const campaignId = /\d+(?=\D*$)/.exec(new URL(page.url()).pathname)?.[0] ?? ''
  await page.getByRole('link', { name: 'Application 1' }).click()

  await page.getByRole('tab', { name: 'Customers' }).click()
  await button(page, 'Create customer profile').click()
  await dialog.getByLabel('Integration ID').fill(ADA)
  await inDialog(page, 'Create customer profile').click()
  await page.getByRole('link', { name: ADA }).waitFor()

  await page.getByRole('tab', { name: 'Settings' }).click()
  await button(page, 'Create API Key').click()
  await dialog.getByLabel('Key name').fill('Bloomreach')
  await dialog.getByLabel('Do you want to use this API Key with a 3rd party service?').selectOption('Yes')
  await dialog.getByLabel('Platform').selectOption('Customer Engagement Platform')
  await dialog.getByLabel('Key expiration date').fill('2030-01-01')
  await pictureOf(page, '2-api-key')
  await inDialog(page, 'Create API Key').click()
  const key = (await dialog.locator('code').textContent()) ?? ''
  await inDialog(page, 'Done').click()
  return { campaignId, key }
}

export async function bloomreachByHand(page: Page, key: string, hostname: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await area(page, 'Bloomreach').click()
  await area(page, 'Data & Assets').click()
  await button(page, 'Add consent category').click()
  await dialog.getByLabel('Category').fill('newsletter')
  await inDialog(page, 'Add consent category').click()
  await page.getByRole('cell', { name: 'newsletter' }).first().waitFor()

  await page.getByRole('navigation').getByRole('link', { name: 'Customers', exact: true }).first().click()
  await button(page, 'New customer').click()
  await dialog.getByLabel('Registered ID').fill(ADA)
  await dialog.getByLabel('Email').fill(ADA)
  await inDialog(page, 'Create customer').click()
  await page.getByRole('link', { name: ADA }).click()
  await button(page, 'Accept newsletter').click()
  await page.getByText('accepted', { exact: true }).waitFor()

  await page.getByRole('navigation').getByRole('link', { name: 'Integrations', exact: true }).click()
  await button(page, 'Add new integration').click()
  await inDialog(page, 'HTTP Authentication Schemas').click()
  await dialog.getByLabel('Name', { exact: true }).fill('Talon.One referrals')
  await dialog.getByLabel('Endpoint').fill('https://integration.talon.one/customer_engagement/referral')
  const headers = [
    ['Authorization', `ApiKey-v1 ${key}`],
    ['destination-hostname', hostname],
  ] as const
  for (const [index, [name, value]] of headers.entries()) {
    await inDialog(page, 'Custom header').click()
    await dialog.getByLabel(`Header ${index + 1} name`).fill(name)
    await dialog.getByLabel(`Header ${index + 1} value`).fill(value)
    await dialog.getByLabel(`Header ${index + 1} visibility`).selectOption('Public')
  }
  await inDialog(page, 'Save integration').click()
  await page.getByRole('cell', { name: 'Talon.One referrals', exact: true }).waitFor()
  await pictureOf(page, '3-authentication')
}
