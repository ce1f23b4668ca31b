// What of the `bloomreach:` section contradicts the rest of it: references that lead nowhere, names that are given twice,
// several of what there is one of.
import type { z } from 'zod'
import { catalogOf, type recommendationsSchema } from './catalogs/recommendations.ts'
import { GENERAL_CONSENT } from './consents/consent-categories.ts'
import type { segmentationSchema } from './customers/segmentations.ts'
import { danglingInCondition } from './definition/dangling.ts'
import type { ListHygiene } from './mail/list-hygiene.ts'
import type { frequencyPolicySchema } from './policies/frequency-policy.ts'
import { contradictionsOf } from './vouchers/voucher-pool.ts'

type Given = z.output<typeof recommendationsSchema>

/** As far as it is looked at. */
interface WorldParts {
  catalogs: Readonly<Record<string, unknown>>
  consentCategories: readonly (string | { id: string })[]
  customers: readonly {
    ids: Readonly<Record<string, string>>
    consents: Readonly<Record<string, unknown>>
    recommendations: Given
  }[]
  emailListHygiene: ListHygiene
  frequencyPolicies: readonly z.output<typeof frequencyPolicySchema>[]
  recommendations: Given
  segmentations: readonly z.output<typeof segmentationSchema>[]
  throughputPolicies: readonly { name: string }[]
  voucherPools: Parameters<typeof contradictionsOf>[0]
}

const idOf = (category: WorldParts['consentCategories'][number]): string =>
  typeof category === 'string' ? category : category.id

interface Dangling {
  path: (string | number)[]
  message: string
  input: unknown
}

export function* worldContradictions(world: WorldParts): Generator<Dangling> {
  const categories = new Set(world.consentCategories.map(idOf))
  const registered = new Set<string>()
  for (const [index, { ids, consents }] of world.customers.entries()) {
    for (const category of Object.keys(consents)) {
      if (categories.has(category)) continue
      const message = `there is no consent category "${category}", expected one of: ${[...categories].join(', ') || 'none is defined'}`
      yield { path: ['customers', index, 'consents', category], message, input: category }
    }
    const id = ids.registered
    if (id === undefined) continue
    if (registered.has(id)) {
      const message = 'expected every customer once, this registered id is given twice'
      yield { path: ['customers', index, 'ids', 'registered'], message, input: id }
    }
    registered.add(id)
  }
  yield* danglingSegments(world)
  yield* danglingInConditions(world)
  yield* namesGivenTwice(world)
  yield* severalDefaults(world)
  yield* danglingCatalogs(world)
  for (const { path, ...rest } of contradictionsOf(world.voucherPools)) {
    yield { path: ['voucherPools', ...path], ...rest }
  }
}

function* danglingCatalogs({ catalogs, customers, recommendations }: WorldParts): Generator<Dangling> {
  const places = [
    { path: ['recommendations'], given: recommendations },
    ...customers.map(({ recommendations: given }, index) => ({
      path: ['customers', index, 'recommendations'],
      given,
    })),
  ]
  for (const { path, given } of places) {
    for (const [id, recommendation] of Object.entries(given)) {
      const name = catalogOf(recommendation)
      if (name === undefined || Object.hasOwn(catalogs, name)) continue
      const message = `there is no catalog "${name}", expected one of: ${Object.keys(catalogs).join(', ') || 'none is defined'}`
      yield { path: [...path, id, 'catalog'], message, input: name }
    }
  }
}

function* danglingSegments({ segmentations, frequencyPolicies }: WorldParts): Generator<Dangling> {
  for (const [index, policy] of frequencyPolicies.entries()) {
    for (const [at, { segment }] of policy.limits.entries()) {
      if (segment === undefined) continue
      const found = segmentations.find(
        ({ id, name }) => name === segment.segmentation || id === segment.segmentation,
      )
      const path = ['frequencyPolicies', index, 'limits', at, 'segment']
      if (found === undefined) {
        yield { path, message: `there is no segmentation "${segment.segmentation}"`, input: segment }
      } else if (!found.segments.some(({ name }) => name === segment.is)) {
        yield {
          path,
          message: `the segmentation "${found.name}" has no segment "${segment.is}"`,
          input: segment,
        }
      }
    }
  }
}

/** Names in the conditions of segmentations and of the hygiene filter: one that leads nowhere would match nobody in silence. */
function* danglingInConditions(world: WorldParts): Generator<Dangling> {
  const { segmentations, emailListHygiene: hygiene } = world
  const known = {
    consentCategories: [GENERAL_CONSENT, ...world.consentCategories.map(idOf)],
    segmentations: segmentations.map(({ id, name, segments }) => ({ id: id ?? name, name, segments })),
  }
  const conditions = [
    ...segmentations.flatMap(({ segments }, index) =>
      segments.map(({ if: condition }, at) => ({
        condition,
        path: ['segmentations', index, 'segments', at, 'if'],
      })),
    ),
    ...(typeof hygiene === 'string'
      ? []
      : [{ condition: hygiene.filter, path: ['emailListHygiene', 'filter'] }]),
  ]
  for (const { condition, path } of conditions) {
    for (const { path: at, message, remedy } of danglingInCondition(condition, path, known)) {
      yield {
        path: [...at],
        message: `${message.replace(/\.$/, '')}; ${remedy.replace(/\.$/, '')}`,
        input: condition,
      }
    }
  }
}

function* namesGivenTwice(world: WorldParts): Generator<Dangling> {
  for (const key of ['segmentations', 'frequencyPolicies', 'throughputPolicies'] as const) {
    const names = new Set<string>()
    for (const [index, { name }] of world[key].entries()) {
      const message = 'expected every name once, this one is given twice'
      if (names.has(name)) yield { path: [key, index, 'name'], message, input: name }
      names.add(name)
    }
  }
}

/** [D] frequency-policy: one policy is the default. */
function* severalDefaults({ frequencyPolicies }: WorldParts): Generator<Dangling> {
  const first = frequencyPolicies.findIndex(policy => policy.default)
  for (const [index, policy] of frequencyPolicies.entries()) {
    if (!policy.default || index === first) continue
    const message = `expected one default, "${frequencyPolicies[first]?.name}" is one already`
    yield { path: ['frequencyPolicies', index, 'default'], message, input: true }
  }
}
