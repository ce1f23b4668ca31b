// The `bloomreach:` section of a world file: what the vendor's UI would have been used for, in its words.
import { z } from 'zod'
import { withShortcut } from '../kit/shape/shortcut.ts'
import { instantText } from '../kit/time/time-schemas.ts'
import { apiGroupSchema } from './access/api-groups.ts'
import { customerAnalysesSchema, projectAnalysesSchema } from './analyses/analyses.ts'
import { catalogsSchema } from './catalogs/catalogs.ts'
import { catalogOf, recommendationsSchema } from './catalogs/recommendations.ts'
import { consentCategorySchema } from './consents/consent-categories.ts'
import { plainCustomer } from './customers/plain-customer.ts'
import { privateInformationSchema } from './customers/private-information.ts'
import { segmentationSchema } from './customers/segmentations.ts'
import { isUsableId } from './customers/usable-id.ts'
import { scenarioSchema } from './definition/definition.ts'
import { givenTwice } from './given-twice.ts'
import { circlesOf } from './mail/block-circles.ts'
import { htmlBlockSchema, snippetSchema } from './mail/content-blocks.ts'
import { emailTemplateSchema } from './mail/email-templates.ts'
import { listHygieneSchema } from './mail/list-hygiene.ts'
import { suppressedSchema } from './mail/suppressions.ts'
import { frequencyPolicySchema } from './policies/frequency-policy.ts'
import { throughputPolicySchema } from './policies/throughput-policies.ts'
import { bloomreachSettings, settingsSchema } from './settings.ts'
import { contradictionsOf, voucherPoolSchema } from './vouchers/voucher-pool.ts'
import { integrationSchema } from './webhook/integrations.ts'

/** `newsletter`, or the same with its other fields. */
const categorySchema = z.union([
  z.string().min(1),
  z.strictObject({
    ...consentCategorySchema.shape,
    name: z.string().min(1).optional().describe('The name that people see; without it, the id.'),
  }),
])

const consentSchema = z.union([
  z.enum(['accept', 'reject']),
  z.strictObject({
    action: z.enum(['accept', 'reject']).describe('Whether the customer accepted or rejected it.'),
    validUntil: z
      .union([z.literal('unlimited'), instantText])
      .optional()
      .describe('Until when it holds.'),
    timestamp: instantText.optional().describe('Valid from; without it, from the start of the world.'),
    source: z.string().optional().describe('Where it was given, such as "consent page".'),
    message: z.string().optional().describe('What the customer was told.'),
  }),
])

const customerSchema = z.strictObject({
  ids: z
    .record(
      z.string().min(1),
      z.string().refine(id => isUsableId(id), {
        error: 'expected an id with a letter or digit',
        params: { remedy: 'Write for example "ada@example.com", or take the id out.' },
      }),
    )
    .refine(ids => Object.keys(ids).length > 0, { error: 'expected at least one id, such as registered' })
    .meta({ examples: [{ registered: 'ada@example.com' }] })
    .describe('The customer’s ids, by the project’s names of them.'),
  attributes: z
    .record(z.string().min(1), z.json())
    .default({})
    .describe('Customer attributes; a mail goes to email, an SMS to phone.'),
  consents: z
    .record(z.string().min(1), consentSchema)
    .default({})
    .describe('Consents by category: accept, reject, or with their other fields.'),
  events: z
    .array(
      z.strictObject({
        type: z.string().min(1).describe('The type of the event.'),
        timestamp: instantText
          .optional()
          .describe('When it happened; without it, at the start of the world.'),
        properties: z.record(z.string().min(1), z.json()).default({}).describe('Its properties.'),
      }),
    )
    .default([])
    .describe('What the customer did before the world starts.'),
  ...customerAnalysesSchema.shape,
  recommendations: recommendationsSchema.describe(
    'Instead of those of the project, by the recommendation’s id.',
  ),
})

const scenarioEntrySchema = z.union([
  z.strictObject({
    file: z.string().min(1).describe('A scenario file, beside the world file.'),
    start: z.boolean().default(false).describe('Whether it is started with the sandbox.'),
  }),
  z.strictObject({
    ...scenarioSchema.shape,
    start: z.boolean().default(false).describe('Whether it is started with the sandbox.'),
  }),
])

const projectSchema = z.strictObject({
  id: z.string().min(1).optional().describe('The id of the project; generated from the seed when left out.'),
  name: z.string().min(1).optional().describe('The name of the project.'),
  token: z
    .string()
    .regex(/^[\w-]{8,64}$/, 'expected 8 to 64 letters, digits, "-" or "_"')
    .meta({ examples: ['12345678-abcd-4321-9876-0123456789ab'] })
    .optional()
    .describe('The project token in the paths of the API; generated from the seed when left out.'),
  apiGroups: z
    .array(apiGroupSchema)
    .min(1)
    .optional()
    .describe('API groups with their keys; without it one private group that may do everything.'),
})

export const bloomreachWorldSchema = z
  .strictObject({
    project: projectSchema.optional().describe('The project’s own names and API keys.'),
    settings: settingsSchema
      .optional()
      .describe(
        'Switches of the emulator; each stands for something that is not documented publicly or differs between accounts.',
      ),
    consentCategories: z
      .array(categorySchema)
      .default([])
      .describe('Consent categories: a name, or the same with its other fields.'),
    customers: z
      .array(withShortcut(customerSchema, plainCustomer))
      .default([])
      .describe('The customers of the project.'),
    integrations: z
      .array(integrationSchema)
      .default([])
      .describe('HTTP authentications and webhook presets, as under Integrations in the UI.'),
    scenarios: z.array(scenarioEntrySchema).default([]).describe('Scenarios, as files or written out here.'),
    segmentations: z
      .array(segmentationSchema)
      .default([])
      .describe('Segmentations that conditions and forks name.'),
    frequencyPolicies: z
      .array(frequencyPolicySchema)
      .default([])
      .describe('Frequency policies: how often a customer may be reached.'),
    throughputPolicies: z
      .array(throughputPolicySchema)
      .default([])
      .describe('Throughput policies: how many requests of webhooks are on their way at once.'),
    emailTemplates: z.array(emailTemplateSchema).default([]).describe('Templates of transactional emails.'),
    htmlBlocks: z
      .array(htmlBlockSchema)
      .default([])
      .describe('HTML blocks that templates insert with block("…").'),
    snippets: z.array(snippetSchema).default([]).describe('Snippets that templates insert.'),
    suppressionList: z
      .array(suppressedSchema)
      .default([])
      .describe('Addresses, or whole domains, that get no mail.'),
    emailListHygiene: listHygieneSchema
      .default('off')
      .describe('Whether mails to customers who do not react are held back.'),
    ...projectAnalysesSchema.shape,
    catalogs: catalogsSchema.describe('Catalogs by name: a definition, or the items alone, by their ids.'),
    recommendations: recommendationsSchema.describe('Recommendations by their id.'),
    privateInformation: privateInformationSchema.describe(
      'What is flagged as personal data, and only read with that permission.',
    ),
    voucherPools: z
      .array(voucherPoolSchema)
      .default([])
      .describe('Voucher pools: codes of Bloomreach’s own that mails give out.'),
  })
  .check(ctx => {
    for (const { path, message, input, remedy } of danglingParts(ctx.value)) {
      ctx.issues.push({ code: 'custom', path, message, input, params: { remedy } })
    }
  })

export type BloomreachWorld = z.output<typeof bloomreachWorldSchema>
type WorldParts = Pick<
  BloomreachWorld,
  | 'catalogs'
  | 'consentCategories'
  | 'customers'
  | 'emailTemplates'
  | 'frequencyPolicies'
  | 'htmlBlocks'
  | 'recommendations'
  | 'segmentations'
  | 'settings'
  | 'snippets'
  | 'throughputPolicies'
  | 'voucherPools'
>

const idOf = (category: WorldParts['consentCategories'][number]): string =>
  typeof category === 'string' ? category : category.id

interface Dangling {
  path: (string | number)[]
  message: string
  input: unknown
  remedy: string
}

/** References between the parts of the section that lead nowhere, and names that are given twice. */
function* danglingParts(world: WorldParts): Generator<Dangling> {
  const categories = new Set(world.consentCategories.map(idOf))
  const registered = new Set<string>()
  for (const [index, { ids, consents }] of world.customers.entries()) {
    for (const category of Object.keys(consents)) {
      if (categories.has(category)) continue
      yield {
        path: ['customers', index, 'consents', category],
        ...unknownName('consent category', category, [...categories], 'consentCategories'),
      }
    }
    const id = ids.registered
    if (id === undefined) continue
    if (registered.has(id)) {
      const message = 'expected every customer once, this registered id is given twice'
      const remedy = 'Give each customer a registered id of their own.'
      yield { path: ['customers', index, 'ids', 'registered'], message, input: id, remedy }
    }
    registered.add(id)
  }
  yield* danglingSegments(world)
  yield* danglingCatalogs(world)
  yield* givenTwice(world)
  yield* circlesOf(world, bloomreachSettings(world.settings))
  for (const { path, ...rest } of contradictionsOf(world.voucherPools)) {
    yield { path: ['voucherPools', ...path], ...rest }
  }
}

const unknownName = (what: string, name: string, known: readonly string[], section: string) => ({
  message: `there is no ${what} "${name}", expected one of: ${known.join(', ') || 'none is defined'}`,
  input: name,
  remedy: orAdd(
    known.map(one => ({ name: one })),
    section,
  ),
})

/** The names that are there, and where another one would be defined. */
function orAdd(known: readonly { name: string }[], section: string): string {
  const names = known.map(({ name }) => JSON.stringify(name)).join(', ')
  return names === ''
    ? `Define it under ${section} first.`
    : `Write one of ${names}, or add it to ${section}.`
}

function* danglingCatalogs({ catalogs, customers, recommendations }: WorldParts): Generator<Dangling> {
  yield* withoutCatalog(recommendations, catalogs, ['recommendations'])
  for (const [index, { recommendations: own }] of customers.entries())
    if (Object.keys(own).length > 0)
      yield* withoutCatalog(own, catalogs, ['customers', index, 'recommendations'])
}

function* withoutCatalog(
  given: WorldParts['recommendations'],
  catalogs: WorldParts['catalogs'],
  path: (string | number)[],
): Generator<Dangling> {
  for (const [id, recommendation] of Object.entries(given)) {
    const name = catalogOf(recommendation)
    if (name === undefined || Object.hasOwn(catalogs, name)) continue
    yield {
      path: [...path, id, 'catalog'],
      ...unknownName('catalog', name, Object.keys(catalogs), 'catalogs'),
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
        const message = `there is no segmentation "${segment.segmentation}"`
        yield { path, message, input: segment, remedy: orAdd(segmentations, 'segmentations') }
      } else if (!found.segments.some(({ name }) => name === segment.is)) {
        yield {
          path,
          message: `the segmentation "${found.name}" has no segment "${segment.is}"`,
          input: segment,
          remedy: orAdd(found.segments, 'its segments'),
        }
      }
    }
  }
}
