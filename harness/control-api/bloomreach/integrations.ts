// Data & Assets > Integrations, and the consent categories of the project.
import { z } from 'zod'
import { consentCategorySchema } from '../../../mocks/bloomreach/consents/consent-categories.ts'
import { integrationSchema } from '../../../mocks/bloomreach/webhook/integrations.ts'
import { byId, deleted, operation } from '../operation.ts'

const [authentication, preset] = integrationSchema.options
const id = z.string().describe('Given by the sandbox; the same seed gives the same.')

const integration = z
  .discriminatedUnion('type', [authentication.extend({ id }), preset.extend({ id })])
  .meta({ id: 'Integration' })

const newIntegration = integrationSchema.meta({ id: 'NewIntegration' })

const newConsentCategory = z.union([
  z.string().describe('The id, which is then the name too.'),
  consentCategorySchema.partial({ name: true }),
])

const authenticationTest = z.object({
  passed: z.boolean(),
  method: z.string(),
  url: z.string(),
  status: z.number().int().optional().describe('Of the answer; absent when there was none.'),
  message: z.string(),
})

export type NewIntegration = z.input<typeof newIntegration>
export type NewConsentCategory = z.input<typeof newConsentCategory>
export type Integration = z.output<typeof integration>
export type AuthenticationTest = z.output<typeof authenticationTest>
export type ConsentCategory = z.output<typeof consentCategorySchema>

export const integrationOperations = [
  operation({
    method: 'get',
    path: '/bloomreach/integrations',
    id: 'listIntegrations',
    summary: 'Lists the integrations, without secret header values.',
    answer: z.object({ integrations: z.array(integration) }),
    run: (_, sandbox) => ({ integrations: sandbox.live().bloomreach.integrations.list() }),
  }),
  operation({
    method: 'post',
    path: '/bloomreach/integrations',
    id: 'createIntegration',
    summary: 'Keeps an HTTP Authentication Schema or a webhook preset.',
    bodyShape: newIntegration,
    answer: integration,
    run: ({ body }, sandbox) => sandbox.live().bloomreach.integrations.create(body),
  }),
  operation({
    method: 'get',
    path: '/bloomreach/integrations/{id}',
    id: 'readIntegration',
    summary: 'Shows one integration, without secret header values.',
    params: byId,
    answer: integration,
    run: ({ params }, sandbox) => sandbox.live().bloomreach.integrations.get(params.id),
  }),
  operation({
    method: 'put',
    path: '/bloomreach/integrations/{id}',
    id: 'replaceIntegration',
    summary: 'Replaces an integration; a secret that comes back as it was shown stays as it is.',
    params: byId,
    bodyShape: newIntegration,
    answer: integration,
    run: ({ params, body }, sandbox) => sandbox.live().bloomreach.integrations.replace(params.id, body),
  }),
  operation({
    method: 'delete',
    path: '/bloomreach/integrations/{id}',
    id: 'deleteIntegration',
    summary: 'Deletes an integration.',
    params: byId,
    answer: deleted,
    async run({ params }, sandbox) {
      await sandbox.live().bloomreach.integrations.delete(params.id)
      return { deleted: params.id }
    },
  }),
  operation({
    method: 'post',
    path: '/bloomreach/integrations/{id}/test',
    id: 'testIntegration',
    summary: 'Tells whether one call with its credentials and an empty body is answered 200.',
    params: byId,
    answer: authenticationTest,
    run: ({ params }, sandbox) => sandbox.live().bloomreach.testAuthentication(params.id),
  }),
  operation({
    method: 'get',
    path: '/bloomreach/consent-categories',
    id: 'listConsentCategories',
    summary: 'Lists the consent categories.',
    answer: z.object({ consentCategories: z.array(consentCategorySchema) }),
    run: (_, sandbox) => ({ consentCategories: sandbox.live().bloomreach.consentCategories.list() }),
  }),
  operation({
    method: 'post',
    path: '/bloomreach/consent-categories',
    id: 'createConsentCategory',
    summary: 'Keeps a consent category.',
    bodyShape: newConsentCategory,
    answer: consentCategorySchema,
    run: ({ body }, sandbox) => sandbox.live().bloomreach.consentCategories.create(body),
  }),
]
