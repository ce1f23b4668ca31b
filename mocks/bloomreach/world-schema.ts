// The `bloomreach:` section of a world file: what the vendor's UI would have been used for, in its words.
import { z } from 'zod'
import { instantText } from '../kit/time-schemas.ts'
import { apiGroupSchema } from './access/api-groups.ts'
import { customerAnalysesSchema, projectAnalysesSchema } from './analyses/analyses.ts'
import { catalogsSchema } from './catalogs/catalogs.ts'
import { catalogOf, recommendationsSchema } from './catalogs/recommendations.ts'
import { consentCategorySchema } from './consents/consent-categories.ts'
import { privateInformationSchema } from './customers/private-information.ts'
import { segmentationSchema } from './customers/segmentations.ts'
import { isUsableId } from './customers/usable-id.ts'
import { scenarioSchema } from './definition/definition.ts'
import { htmlBlockSchema, snippetSchema } from './mail/content-blocks.ts'
import { emailTemplateSchema } from './mail/email-templates.ts'
import { listHygieneSchema } from './mail/list-hygiene.ts'
import { suppressedSchema } from './mail/suppressions.ts'
import { frequencyPolicySchema } from './policies/frequency-policy.ts'
import { throughputPolicySchema } from './policies/throughput-policies.ts'
import { settingsSchema } from './settings.ts'
import { contradictionsOf, voucherPoolSchema } from './vouchers/voucher-pool.ts'
import { integrationSchema } from './webhook/integrations.ts'

/** `newsletter`, or the same with its other fields. */
const categorySchema = z.union([
  z.string().min(1),
  z.strictObject({ ...consentCategorySchema.shape, name: z.string().min(1).optional() }),
])

const consentSchema = z.union([
  z.enum(['accept', 'reject']),
  z.strictObject({
    action: z.enum(['accept', 'reject']),
    validUntil: z.union([z.literal('unlimited'), instantText]).optional(),
    /** Valid from; without it, from the start of the world. */
    timestamp: instantText.optional(),
    source: z.string().optional(),
    message: z.string().optional(),
  }),
])

const customerSchema = z.strictObject({
  ids: z
    .record(
      z.string().min(1),
      z.string().refine(id => isUsableId(id), { error: 'expected an id with a letter or digit' }),
    )
    .refine(ids => Object.keys(ids).length > 0, { error: 'expected at least one id, such as registered' })
    .meta({ examples: [{ registered: 'ada@example.com' }] }),
  attributes: z.record(z.string().min(1), z.json()).default({}),
  consents: z.record(z.string().min(1), consentSchema).default({}),
  events: z
    .array(
      z.strictObject({
        type: z.string().min(1),
        timestamp: instantText.optional(),
        properties: z.record(z.string().min(1), z.json()).default({}),
      }),
    )
    .default([]),
  ...customerAnalysesSchema.shape,
  /** Instead of those of the project. */
  recommendations: recommendationsSchema,
})

const scenarioEntrySchema = z.union([
  z.strictObject({ file: z.string().min(1), start: z.boolean().default(false) }),
  z.strictObject({ ...scenarioSchema.shape, start: z.boolean().default(false) }),
])

const projectSchema = z.strictObject({
  id: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  token: z
    .string()
    .regex(/^[\w-]{8,64}$/, 'expected 8 to 64 letters, digits, "-" or "_"')
    .meta({ examples: ['12345678-abcd-4321-9876-0123456789ab'] })
    .optional(),
  apiGroups: z.array(apiGroupSchema).min(1).optional(),
})

export const bloomreachWorldSchema = z
  .strictObject({
    project: projectSchema.optional(),
    settings: settingsSchema.optional(),
    consentCategories: z.array(categorySchema).default([]),
    customers: z.array(customerSchema).default([]),
    integrations: z.array(integrationSchema).default([]),
    scenarios: z.array(scenarioEntrySchema).default([]),
    segmentations: z.array(segmentationSchema).default([]),
    frequencyPolicies: z.array(frequencyPolicySchema).default([]),
    throughputPolicies: z.array(throughputPolicySchema).default([]),
    emailTemplates: z.array(emailTemplateSchema).default([]),
    htmlBlocks: z.array(htmlBlockSchema).default([]),
    snippets: z.array(snippetSchema).default([]),
    /** Addresses, or whole domains. */
    suppressionList: z.array(suppressedSchema).default([]),
    emailListHygiene: listHygieneSchema.default('off'),
    ...projectAnalysesSchema.shape,
    catalogs: catalogsSchema,
    recommendations: recommendationsSchema,
    privateInformation: privateInformationSchema,
    voucherPools: z.array(voucherPoolSchema).default([]),
  })
  .check(ctx => {
    for (const { path, message, input } of danglingParts(ctx.value)) {
      ctx.issues.push({ code: 'custom', path, message, input })
    }
  })

export type BloomreachWorld = z.output<typeof bloomreachWorldSchema>
type WorldParts = Pick<
  BloomreachWorld,
  | 'catalogs'
  | 'consentCategories'
  | 'customers'
  | 'frequencyPolicies'
  | 'recommendations'
  | 'segmentations'
  | 'voucherPools'
>

const idOf = (category: WorldParts['consentCategories'][number]): string =>
  typeof category === 'string' ? category : category.id

interface Dangling {
  path: (string | number)[]
  message: string
  input: unknown
}

/** References between the parts of the section that lead nowhere, and names that are given twice. */
function* danglingParts(world: WorldParts): Generator<Dangling> {
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
