// Who is there, over the control API: pages of customers, one customer, the settings of the project, a new profile.
import { expect, test } from 'vitest'
import { startSandbox } from '../../../../harness/index.ts'

const world = {
  bloomreach: {
    consentCategories: ['newsletter'],
    customers: Array.from({ length: 5 }, (_, index) => ({
      ids: { registered: `c${index}@example.com` },
      attributes: { first_name: index === 3 ? 'Grace' : 'Ada' },
      consents: { newsletter: index === 0 ? ('reject' as const) : ('accept' as const) },
    })),
    segmentations: [
      {
        name: 'Names',
        segments: [{ name: 'G', if: { attributes: [{ property: 'first_name', value: 'Grace' }] } }],
      },
    ],
    suppressionList: ['gone@example.com'],
    htmlBlocks: [{ id: 'footer', html: '<p>Bye</p>' }],
  },
  talonOne: { applications: [{ id: 1, name: 'Shop' }] },
}

test('customers come by pages, and are found by a part of an id or of a text', async () => {
  await using sandbox = await startSandbox({ listen: false, world })

  const page = await sandbox.customers.list({ limit: 2, skip: 2 })
  const found = await sandbox.customers.list({ search: 'GRACE' })

  expect([page.total, page.customers.map(({ ids }) => ids.registered)]).toEqual([
    5,
    ['c2@example.com', 'c3@example.com'],
  ])
  expect([found.total, found.customers[0]?.ids.registered]).toEqual([1, 'c3@example.com'])
})

test('one customer is shown with consents, segments and events', async () => {
  await using sandbox = await startSandbox({ listen: false, world })

  const [first, third] = await Promise.all(
    ['c0@example.com', 'c3@example.com'].map(id => sandbox.customers.get(id)),
  )

  expect([first?.consents, third?.consents]).toEqual([{ newsletter: false }, { newsletter: true }])
  expect([first?.segments, third?.segments]).toEqual([{ Names: null }, { Names: 'G' }])
  expect(first?.events[0]).toMatchObject({ type: 'consent', properties: { action: 'reject' } })
  await expect(sandbox.customers.get('nobody')).rejects.toMatchObject({ code: 'customer-not-found' })
})

test('the project shows its segmentations, whom it suppresses and its blocks', async () => {
  await using sandbox = await startSandbox({ listen: false, world })

  expect(await sandbox.project()).toMatchObject({
    segmentations: [{ name: 'Names' }],
    suppressions: [{ address: 'gone@example.com' }],
    htmlBlocks: [{ name: 'footer', text: '<p>Bye</p>' }],
    snippets: [],
  })
})

test('a profile is made without a key, once, in an Application that there is', async () => {
  await using sandbox = await startSandbox({ listen: false, world })
  const ada = { integrationId: 'ada@example.com', attributes: { Name: 'Ada' } }

  const made = await sandbox.customers.createProfile(1, ada)
  const answer = await sandbox.fetch(`/_sandbox/signed-in/v1/applications/1/customers/${made.id}`)

  expect(await answer.json()).toMatchObject({ integrationId: 'ada@example.com', attributes: { Name: 'Ada' } })
  await expect(sandbox.customers.createProfile(1, ada)).rejects.toMatchObject({ code: 'profile-exists' })
  await expect(sandbox.customers.createProfile(2, ada)).rejects.toMatchObject({
    code: 'application-not-found',
  })
})
