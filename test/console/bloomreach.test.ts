// Bloomreach's side of the tutorial before the scenario, by hand, in an empty project.
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'
import { openConsole, withoutJourneys } from './support/console.ts'

const skipped = withoutJourneys

test.skipIf(skipped)(
  'an empty project gets a consent category, a customer who consents, and an integration',
  async () => {
    await using sandbox = await startSandbox({ world: {} })
    const { page, complaints, strangers } = await openConsole(sandbox.url, '/bloomreach/assets')
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const dialog = page.getByRole('dialog')
    const area = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true })

    await page.getByText('There is no consent category yet.').waitFor()
    await button('Add consent category').click()
    await dialog.getByLabel('Category').fill('newsletter')
    await dialog.getByRole('button', { name: 'Add consent category' }).click()
    await page.getByRole('cell', { name: 'newsletter' }).first().waitFor()

    await area('Customers').first().click()
    await page.getByText('No customer is here.').waitFor()
    await button('New customer').click()
    await dialog.getByLabel('Registered ID').fill('ada@example.com')
    await dialog.getByLabel('Email').fill('ada@example.com')
    await dialog.getByRole('button', { name: 'Create customer' }).click()
    await page.getByRole('link', { name: 'ada@example.com' }).click()
    await button('Accept newsletter').click()
    await page.getByText('accepted', { exact: true }).waitFor()

    await area('Integrations').click()
    await button('Add new integration').click()
    await dialog.getByRole('button', { name: 'HTTP Authentication Schemas' }).click()
    await dialog.getByLabel('Endpoint').fill('https://integration.talon.one/customer_engagement/referral')
    await dialog.getByRole('button', { name: 'Custom header' }).click()
    await dialog.getByLabel('Header 1 name').fill('Authorization')
    await dialog.getByLabel('Header 1 value').fill('ApiKey-v1 of-nobody')
    await dialog.getByLabel('Header 1 visibility').selectOption('Secret')
    await dialog.getByRole('button', { name: 'Save integration' }).click()
    await page.getByRole('cell', { name: 'HTTP Authentication Schema' }).first().waitFor()
    await button('Test HTTP Authentication Schema').click()
    await page
      .getByText(/HTTP Authentication Schema: The call was answered 4/)
      .first()
      .waitFor()

    expect(await page.content()).not.toContain('of-nobody')
    const { consents } = await sandbox.customers.get('ada@example.com')
    expect(consents).toEqual({ newsletter: true })
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
  },
)

test.skipIf(skipped)('an attribute is edited, and a renamed integration keeps its secret', async () => {
  await using sandbox = await startSandbox({ listen: true })
  const { page } = await openConsole(sandbox.url, '/bloomreach/customers/ada@example.com')

  await page.getByRole('button', { name: 'Edit first_name' }).click()
  await page.getByLabel('Value').fill('Augusta')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Augusta', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Integrations' }).click()
  await page.getByRole('button', { name: 'Edit Talon.One referrals' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Codes')
  await page.getByRole('button', { name: 'Save integration' }).click()
  await page.getByRole('cell', { name: 'Codes', exact: true }).waitFor()

  const [{ id = '' } = {}] = (await sandbox.integrations.list()).integrations
  expect(await sandbox.integrations.get(id)).toMatchObject({ name: 'Codes' })
  expect((await sandbox.customers.get('ada@example.com')).properties.first_name).toBe('Augusta')
})

test.skipIf(skipped)(
  'the test of an authentication asks the path that was typed, and a password never comes back',
  async () => {
    await using sandbox = await startSandbox({ listen: true })
    const { page } = await openConsole(sandbox.url, '/bloomreach/integrations')
    const edit = () => page.getByRole('button', { name: 'Edit Talon.One referrals' }).click()
    const save = () => page.getByRole('button', { name: 'Save integration' }).click()
    const test = () => page.getByRole('button', { name: 'Test Talon.One referrals' }).click()
    const dialog = page.getByRole('dialog', { name: 'HTTP Authentication Schema' })

    await test()
    await page.getByText('Talon.One referrals: The call was answered 400').first().waitFor()
    await edit()
    await dialog.getByLabel('Test path').fill('?campaignId=373&advocateProfileIntegrationId=ada@example.com')
    await save()
    await dialog.waitFor({ state: 'detached' })
    await test()
    await page.getByText('Talon.One referrals: the settings work.').waitFor()

    await edit()
    await dialog.getByLabel('Basic authentication').check()
    await dialog.getByLabel('Username').fill('shop')
    await dialog.getByLabel('Password').fill('of-nobody')
    await save()
    await dialog.waitFor({ state: 'detached' })
    await edit()
    expect(await dialog.getByLabel('Password').inputValue()).toBe('')
    await dialog.getByLabel('Username').fill('store')
    await save()
    await dialog.waitFor({ state: 'detached' })

    const [integration] = (await sandbox.integrations.list()).integrations
    expect(integration).toMatchObject({ basic: { username: 'store', password: '********' } })
    expect(await page.content()).not.toContain('of-nobody')
    await edit()
    await dialog.getByLabel('Basic authentication').uncheck()
    await save()
    await dialog.waitFor({ state: 'detached' })
    expect((await sandbox.integrations.list()).integrations[0]).not.toHaveProperty('basic')
  },
)

test.skipIf(skipped)(
  'settings of the project are made, mended and taken out, each by its own form',
  async () => {
    await using sandbox = await startSandbox({ listen: true })
    const { page } = await openConsole(sandbox.url, '/bloomreach/assets?tab=segmentations')
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const partOf = async (name: string) =>
      (await sandbox.settings.list()).parts.find(({ part }) => part === name)?.items

    await button('New segmentation').click()
    await page.getByLabel('Name', { exact: true }).first().fill('Tiers')
    await button('Save').click()
    await page.getByRole('alert').waitFor()
    const segment = page.getByRole('group', { name: 'Segment 1' })
    await segment.getByLabel('Name', { exact: true }).fill('gold')
    await segment.getByRole('textbox', { name: 'Jinja' }).fill('{{ customer.tier == "gold" }}')
    await button('Save').click()
    await page.getByText('Tiers', { exact: true }).waitFor()
    expect(await partOf('segmentations')).toMatchObject([
      { name: 'Tiers', segments: [{ name: 'gold', if: { jinja: '{{ customer.tier == "gold" }}' } }] },
    ])

    await page.getByRole('tab', { name: 'Suppression list' }).click()
    await button('Suppress an address').click()
    await page.getByRole('textbox', { name: 'Address' }).fill('ada@example.com')
    await button('Save').click()
    await button('Delete ada@example.com').click()
    await page.getByText('Nobody is suppressed.').waitFor()
    await button('Undo').click()
    await button('Delete ada@example.com').waitFor()
    expect(await partOf('suppressions')).toEqual([{ address: 'ada@example.com', reason: 'suppression list' }])

    await page.getByRole('tab', { name: 'Vouchers' }).click()
    await button('Import vouchers').click()
    await page.getByRole('textbox', { name: 'Pool' }).fill('ten')
    await page.getByRole('textbox', { name: 'Codes' }).fill('A1\nA2')
    await button('Import').click()
    await button('ten').click()
    await page.getByText('No code was given to anybody yet.').waitFor()

    await page.getByRole('tab', { name: 'Catalogs' }).click()
    await button('New catalog').click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Gifts')
    await page.getByRole('textbox', { name: 'Fields' }).fill('title\nprice: number')
    await button('Create catalog').click()
    await button('Gifts').click()
    await button('Add item').click()
    await page.getByRole('textbox', { name: 'Item ID' }).fill('mug')
    await page.getByRole('textbox', { name: 'Properties' }).fill('{ "title": "Mug", "price": 7 }')
    await button('Save').click()
    await page.getByRole('cell', { name: '{"title":"Mug","price":7}' }).waitFor()

    await page.getByRole('navigation').getByRole('link', { name: 'Integrations' }).click()
    await button('Add new integration').click()
    await button('Webhook preset').click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).first().fill('Code')
    await page.getByRole('textbox', { name: 'Url' }).fill('https://api.exponea.com/x')
    await button('Save').click()
    await page.getByRole('cell', { name: 'Webhook preset' }).waitFor()
  },
)

test.skipIf(skipped)(
  'an event that is added by hand, and an API trigger that is called, let the customer in',
  async () => {
    await using sandbox = await startSandbox({
      world: {
        bloomreach: {
          customers: [{ ids: { registered: 'ada@example.com' }, attributes: { email: 'ada@example.com' } }],
          scenarios: [
            {
              name: 'Two doors',
              start: true,
              nodes: [
                { id: 1, type: 'on_event', event: 'invited' },
                { id: 2, type: 'api_trigger', parameters: { level: { type: 'number' } } },
                { id: 3, type: 'email', subject: 'Hello', html: '<p>Hi</p>', generalConsent: true },
              ],
              connections: [
                [1, 3],
                [2, 3],
              ],
            },
          ],
        },
      },
    })
    await sandbox.startScenarios()
    const [scenario] = (await sandbox.scenarios.list()).scenarios
    const { page } = await openConsole(sandbox.url, '/bloomreach/customers/ada@example.com')
    const button = (name: string) => page.getByRole('button', { name, exact: true })

    await page.getByText('No message yet.').waitFor()
    await button('Add event').click()
    await page.getByRole('textbox', { name: 'Event type' }).fill('invited')
    await page.getByRole('textbox', { name: 'Properties' }).fill('level: 3')
    await button('Track event').click()
    await page.getByRole('region', { name: 'Messages' }).getByText('delivered').waitFor()
    const { events } = await sandbox.customers.get('ada@example.com')
    expect(events.find(({ type }) => type === 'invited')?.properties).toEqual({ level: 3 })

    await page.goto(`${sandbox.url}/console/scenarios/${scenario?.id}?edit=2`)
    await page.getByRole('tab', { name: 'Calls' }).click()
    await page.getByRole('textbox', { name: 'Body' }).fill('{ "params": { "level": 7 } }')
    await page.getByRole('combobox', { name: 'Customer' }).fill('ada@example.com')
    await button('Call it').click()
    await page.getByRole('region', { name: 'Trigger log' }).getByText('{"level":7}').waitFor()
    await sandbox.settle()
    expect(await sandbox.inbox.list()).toHaveLength(2)
  },
)
