// What the pages of the project's settings hold, each thing as it stands in a world file: how it is read, listed, put and taken out.
import { z } from 'zod'
import { consentCategorySchema } from '../../../mocks/bloomreach/consents/consent-categories.ts'
import { type Segmentation, segmentationSchema } from '../../../mocks/bloomreach/customers/segmentations.ts'
import type { Bloomreach } from '../../../mocks/bloomreach/index.ts'
import { htmlBlockSchema, snippetSchema } from '../../../mocks/bloomreach/mail/content-blocks.ts'
import { suppressedSchema } from '../../../mocks/bloomreach/mail/suppressions.ts'
import { frequencyPolicySchema } from '../../../mocks/bloomreach/policies/frequency-policy.ts'
import { integrationSchema } from '../../../mocks/bloomreach/webhook/integrations.ts'

interface Part<S extends z.ZodType = z.ZodType> {
  /** One of them, as people say it. */
  title: string
  schema: S
  /** The field by which one is known. */
  key: string
  list(house: Bloomreach): object[]
  /** Of what it names that there is not, a sentence; nothing is changed then. */
  lacks?(house: Bloomreach, item: z.output<S>): string | undefined
  put(house: Bloomreach, item: z.output<S>, about: Putting): void
  /** Whether `put` gives one another name by itself; otherwise the old one is taken out before. */
  renames?: true
  delete(house: Bloomreach, key: string): boolean
}

interface Putting {
  freshId(): string
  /** By which it is known until now. */
  known: string
}

const part = <S extends z.ZodType>(given: Part<S>): Part => given as unknown as Part

const suppressionSchema = z.strictObject({
  address: suppressedSchema.describe('The address that gets no mail, or a whole domain.'),
  reason: z.string().min(1).default('suppression list').describe('Why.'),
})

function lacking(found: Segmentation | undefined, segmentation: string, is: string): string | undefined {
  if (found === undefined) return `there is no segmentation ${JSON.stringify(segmentation)}`
  if (found.segments.some(({ name }) => name === is)) return undefined
  return `the segmentation ${JSON.stringify(segmentation)} has no segment ${JSON.stringify(is)}`
}

const [, presetSchema] = integrationSchema.options

const presetsOf = (integrations: Bloomreach['integrations']) =>
  integrations.list().filter(({ type }) => type === 'webhook_preset')

export const SETTING_PARTS = {
  'consent-categories': part({
    title: 'Consent category',
    schema: consentCategorySchema,
    key: 'id',
    list: ({ consentCategories }) => consentCategories.list(),
    put: ({ consentCategories }, category) => consentCategories.put(category),
    delete: ({ consentCategories }, id) => consentCategories.delete(id),
  }),
  segmentations: part({
    title: 'Segmentation',
    schema: segmentationSchema,
    key: 'name',
    list: ({ segmentations }) => segmentations.list(),
    put: ({ segmentations }, { id, ...rest }, { freshId }) =>
      segmentations.add({ id: id ?? freshId(), ...rest }),
    delete: ({ segmentations }, name) => segmentations.delete(name),
  }),
  'frequency-policies': part({
    title: 'Frequency policy',
    schema: frequencyPolicySchema,
    key: 'name',
    list: ({ frequencyPolicies }) => frequencyPolicies.list(),
    lacks: ({ segmentations }, { limits }) =>
      limits
        .flatMap(({ segment }) => segment ?? [])
        .map(({ segmentation, is }) => lacking(segmentations.find(segmentation), segmentation, is))
        .find(sentence => sentence !== undefined),
    put({ frequencyPolicies }, { id, ...rest }, { freshId }) {
      // [D] frequency-policy: at most one is the default.
      const former = rest.default === true ? frequencyPolicies.policyOf(undefined) : undefined
      if (former !== undefined) frequencyPolicies.add({ ...former, default: false })
      frequencyPolicies.add({ id: id ?? freshId(), ...rest })
    },
    delete: ({ frequencyPolicies }, name) => frequencyPolicies.delete(name),
  }),
  'html-blocks': part({
    title: 'HTML block',
    schema: htmlBlockSchema,
    key: 'id',
    list: ({ htmlBlocks }) => htmlBlocks.entries().map(([id, html]) => ({ id, html })),
    put: ({ htmlBlocks }, { id, html }) => htmlBlocks.add(id, html),
    delete: ({ htmlBlocks }, id) => htmlBlocks.delete(id),
  }),
  snippets: part({
    title: 'Snippet',
    schema: snippetSchema,
    key: 'name',
    list: ({ snippets }) => snippets.entries().map(([name, text]) => ({ name, text })),
    put: ({ snippets }, { name, text }) => snippets.add(name, text),
    delete: ({ snippets }, name) => snippets.delete(name),
  }),
  suppressions: part({
    title: 'Suppressed address',
    schema: suppressionSchema,
    key: 'address',
    list: ({ suppressions }) => suppressions.list(),
    put: ({ suppressions }, { address, reason }) => suppressions.add(address, reason),
    delete: ({ suppressions }, address) => suppressions.delete(address),
  }),
  'webhook-presets': part({
    title: 'Webhook preset',
    schema: presetSchema,
    key: 'name',
    renames: true,
    list: ({ integrations }) => presetsOf(integrations).map(({ id: _, ...preset }) => preset),
    put({ integrations }, preset, { known }) {
      const before = presetsOf(integrations).find(({ name }) => name === known)
      if (before === undefined) integrations.create(preset)
      else integrations.replace(before.id, preset)
    },
    delete({ integrations }, name) {
      const found = presetsOf(integrations).find(preset => preset.name === name)
      if (found !== undefined) integrations.delete(found.id)
      return found !== undefined
    },
  }),
} as const satisfies Record<string, Part>

export type SettingPart = keyof typeof SETTING_PARTS
export const PART_NAMES = Object.keys(SETTING_PARTS) as [SettingPart, ...SettingPart[]]
