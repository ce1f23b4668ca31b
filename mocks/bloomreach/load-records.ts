// Puts a world's customers, consents and settings pages into the stores. Nobody is told: history starts no scenario.

import { invariant } from '../kit/invariant.ts'
import { msToUnixSeconds, parseInstant } from '../kit/time/duration.ts'
import type { World } from '../kit/world.ts'
import type { ApiGroup, Project } from './access/api-groups.ts'
import type { Customer } from './customers/customers.ts'
import type { Records } from './records.ts'
import type { BloomreachSettings } from './settings.ts'
import type { BloomreachWorld } from './world-schema.ts'

type House = Records & { world: World; settings: BloomreachSettings }

/** Answers the project with its generated keys. */
export function loadRecords(
  house: House,
  data: BloomreachWorld,
): Project & { apiGroups: readonly ApiGroup[] } {
  const { access, world } = house
  const ids = world.chance.stream('bloomreach/settings-pages')
  for (const [name, value] of Object.entries(data.settings ?? {})) {
    if (value !== undefined) Object.assign(house.settings, { [name]: value })
  }
  const { apiGroups, ...project } = data.project ?? {}
  const { id, name, token } = access.project
  access.project = {
    id: project.id ?? id,
    name: project.name ?? name,
    token: project.token ?? token,
  }
  if (apiGroups !== undefined) access.replace(apiGroups)
  for (const category of data.consentCategories) addCategory(house, category)
  for (const { id = ids.hex(24), ...rest } of data.segmentations) house.segmentations.add({ id, ...rest })
  for (const { id = ids.hex(24), ...rest } of data.frequencyPolicies)
    house.frequencyPolicies.add({ id, ...rest })
  for (const policy of data.throughputPolicies) house.throughputPolicies.add(policy)
  for (const template of data.emailTemplates) house.emailTemplates.add(template)
  for (const { id, html } of data.htmlBlocks) house.htmlBlocks.add(id, html)
  for (const { name, text } of data.snippets) house.snippets.add(name, text)
  for (const entry of data.suppressionList) house.suppressions.add(entry, 'suppression list')
  house.listHygiene.value = data.emailListHygiene
  const { metrics, reports, funnels } = data
  house.analyses.project = { metrics, reports, funnels }
  house.catalogs.load(data.catalogs)
  house.recommendations.load(data.recommendations)
  for (const pool of data.voucherPools) house.voucherPools.add(pool)
  house.privateInformation.mark(data.privateInformation)
  for (const customer of data.customers) addCustomer(house, customer)
  return { ...access.project, apiGroups: access.groups() }
}

function addCategory({ consentCategories }: House, category: BloomreachWorld['consentCategories'][number]) {
  if (typeof category === 'string') consentCategories.add({ id: category, name: category })
  else consentCategories.add({ ...category, name: category.name ?? category.id })
}

function addCustomer(
  house: House,
  { ids, attributes, consents, events, recommendations, ...analyses }: BloomreachWorld['customers'][number],
): void {
  const customer = house.customers.upsert(ids, attributes)
  house.analyses.set(customer.id, analyses)
  house.recommendations.set(customer.id, recommendations)
  for (const [category, consent] of Object.entries(consents)) addConsent(house, customer, category, consent)
  for (const { type, timestamp, properties } of events) {
    house.events.keep({ customer, type, properties, timestamp: unixSecondsOf(house, timestamp) })
  }
}

function addConsent(
  house: House,
  customer: Customer,
  category: string,
  consent: BloomreachWorld['customers'][number]['consents'][string],
): void {
  const { action, validUntil, timestamp, source, message } =
    typeof consent === 'string' ? { action: consent } : consent
  const until =
    validUntil === undefined || validUntil === 'unlimited' ? 'unlimited' : unixSecondsOf(house, validUntil)
  house.events.keep({
    customer,
    type: 'consent',
    timestamp: unixSecondsOf(house, timestamp),
    properties: {
      action,
      category,
      ...(action === 'accept' ? { valid_until: until } : {}),
      source: source ?? 'import',
      ...(message === undefined ? {} : { message }),
    },
  })
}

/** Without an instant: the start of the world. */
function unixSecondsOf({ world }: House, instant: string | undefined): number {
  if (instant === undefined) return msToUnixSeconds(world.clock.now())
  const at = parseInstant(instant)
  invariant(at !== undefined, 'the schema lets only instants through')
  return msToUnixSeconds(at)
}
