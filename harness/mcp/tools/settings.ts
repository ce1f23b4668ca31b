// Settings and schema of the project, under the names of the vendor's tools. [D] project-settings-and-access-tools,
// voucher-pools-and-codes-tools.
import { z } from 'zod'
import { eventSchemaOf, idsOf, propertySchemaOf } from '../project-schema.ts'
import { tool } from '../tool.ts'
import { OURS } from './scenario-shapes.ts'

const none = z.strictObject({})
const properties = z.array(z.object({ property: z.string(), type: z.string(), used: z.int() }))

export const settingTools = [
  tool({
    name: 'get_consent_settings',
    does: `Shows the consent categories of the project. ${OURS}`,
    isReading: true,
    input: none,
    output: z.object({ categories: z.array(z.looseObject({ id: z.string() })) }),
    run: async ({ copy }) => ({
      categories: (await (await copy()).client.consentCategories.list()).consentCategories,
    }),
  }),
  tool({
    name: 'get_frequency_policies',
    does: `Shows how many messages a customer may get, by policy. ${OURS}`,
    isReading: true,
    input: none,
    output: z.object({
      policies: z.array(z.looseObject({ name: z.string(), limits: z.array(z.looseObject({})) })),
    }),
    run: async ({ copy }) => ({
      policies: [...((await copy()).origin().read.data.bloomreach?.frequencyPolicies ?? [])],
    }),
  }),
  tool({
    name: 'search_integrations',
    does: `Shows the HTTP authentications and webhook presets of the project, without secrets. ${OURS}`,
    isReading: true,
    input: none,
    output: z.object({ integrations: z.array(z.looseObject({ name: z.string() })) }),
    run: async ({ copy }) => (await copy()).client.integrations.list(),
  }),
  tool({
    name: 'list_voucher_pools',
    does: `Shows the voucher pools, and how many codes each has left. ${OURS}`,
    isReading: true,
    input: none,
    output: z.object({
      pools: z.array(z.looseObject({ name: z.string(), total: z.int(), available: z.int() })),
    }),
    async run({ copy }) {
      const { voucherPools } = await (await copy()).client.vouchers.list()
      return { pools: voucherPools.map(({ name, total, left }) => ({ name, total, available: left })) }
    },
  }),
  tool({
    name: 'get_customer_schema',
    does: `Shows the names of the customers' ids, and which of them is hard. ${OURS}`,
    isReading: true,
    input: none,
    output: z.object({ ids: z.array(z.object({ name: z.string(), type: z.enum(['hard', 'soft']) })) }),
    run: async ({ copy }) => ({ ids: idsOf((await copy()).live()) }),
  }),
  tool({
    name: 'get_customer_property_schema',
    does: `Shows which attributes customers have, of which type, and how many have them. ${OURS}`,
    isReading: true,
    input: none,
    output: z.object({ properties }),
    run: async ({ copy }) => ({ properties: propertySchemaOf((await copy()).live()) }),
  }),
  tool({
    name: 'get_event_schema',
    does: `Shows which events there are, with their properties. ${OURS}`,
    isReading: true,
    input: none,
    output: z.object({ events: z.array(z.object({ type: z.string(), count: z.int(), properties })) }),
    run: async ({ copy }) => ({ events: eventSchemaOf((await copy()).live()) }),
  }),
]
