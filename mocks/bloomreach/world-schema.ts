// The `bloomreach:` section of a world file: what the vendor's UI would have been used for, in its words.
import { z } from 'zod'
import { instantText } from '../kit/time-schemas.ts'
import { apiGroupSchema } from './access/api-groups.ts'
import { customerAnalysesSchema, projectAnalysesSchema } from './analyses/analyses.ts'
import { catalogsSchema } from './catalogs/catalogs.ts'
import { recommendationsSchema } from './catalogs/recommendations.ts'
import { consentCategorySchema } from './consents/consent-categories.ts'
import { privateInformationSchema } from './customers/private-information.ts'
import { segmentationSchema } from './customers/segmentations.ts'
import { isUsableId } from './customers/usable-id.ts'
import { scenarioSchema } from './definition/definition.ts'
import { emailTemplateSchema } from './mail/email-templates.ts'
import { listHygieneSchema } from './mail/list-hygiene.ts'
import { suppressedSchema } from './mail/suppressions.ts'
import { frequencyPolicySchema } from './policies/frequency-policy.ts'
import { throughputPolicySchema } from './policies/throughput-policies.ts'
import { settingsSchema } from './settings.ts'
import { voucherPoolSchema } from './vouchers/voucher-pool.ts'
import { integrationSchema } from './webhook/integrations.ts'
import { worldContradictions } from './world-contradictions.ts'

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
    for (const { path, message, input } of worldContradictions(ctx.value)) {
      ctx.issues.push({ code: 'custom', path, message, input })
    }
  })

export type BloomreachWorld = z.output<typeof bloomreachWorldSchema>
