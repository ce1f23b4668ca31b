// The definition of a world as it stands now: its scenarios as they were edited, the integrations and consent categories that were added.
// What customers became since is no part of it: whoever runs it begins at the beginning.
import { scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { ownFieldsOf } from '../../mocks/bloomreach/definition/own-fields.ts'
import type { Bloomreach } from '../../mocks/bloomreach/index.ts'
import { bloomreachWorldSchema } from '../../mocks/bloomreach/world-schema.ts'
import type { ReadWorld } from '../world/definition.ts'

type House = Pick<Bloomreach, 'scenarios' | 'integrations' | 'consentCategories'>
type Part = NonNullable<ReadWorld['data']['bloomreach']>

interface Standing {
  read: ReadWorld
  bloomreach: House
  /** Ids of those that are marked to start. */
  toStart: readonly string[]
}

export function asItStands({ read, bloomreach: house, toStart }: Standing): ReadWorld {
  const { begins: _, ...rest } = read
  const before = read.data.bloomreach ?? bloomreachWorldSchema.parse({})
  const bloomreach = {
    ...before,
    consentCategories: categoriesOf(before, house),
    integrations: integrationsOf(before, house),
    scenarios: scenariosOf(house, new Set(toStart)),
  }
  return { ...rest, scenarios: new Map(), data: { ...read.data, bloomreach } }
}

function scenariosOf({ scenarios }: House, toStart: ReadonlySet<string>): Part['scenarios'] {
  return scenarios.list().map(({ id, status }) => {
    const shown = scenarios.get(id)
    const definition = scenarioSchema.parse(scenarios.withSecrets(id, ownFieldsOf(shown)))
    return { ...definition, start: toStart.has(id) || status === 'active' }
  })
}

/** What the definition says of one stays: its headers may name keys that every run has anew. */
function integrationsOf({ integrations }: Part, { integrations: now }: House): Part['integrations'] {
  const names = now.list().map(({ name }) => name)
  const stays = integrations.filter(({ name }) => names.includes(name))
  const added = names.filter(name => !integrations.some(known => known.name === name))
  const whole = added.map(name => now.authentication(name) ?? now.preset(name))
  return [...stays, ...whole.filter(one => one !== undefined)]
}

function categoriesOf(
  { consentCategories }: Part,
  { consentCategories: now }: House,
): Part['consentCategories'] {
  const known = new Set(consentCategories.map(one => (typeof one === 'string' ? one : one.id)))
  return [...consentCategories, ...now.list().filter(({ id }) => !known.has(id))]
}
