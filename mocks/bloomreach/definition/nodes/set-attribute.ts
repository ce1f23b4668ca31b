// Set attribute: writes customer attributes.
import { z } from 'zod'
import { common, templates } from '../node-fields.ts'
import { NOTHING, type OnPaper, OPERATOR } from '../on-paper.ts'

const schema = z.strictObject({
  ...common,
  type: z
    .literal('set_attribute')
    .meta({ title: 'Set attribute', description: 'Writes customer attributes.' }),
  attributes: templates.describe('The customer attributes that it writes, each value in Jinja.'),
})

export const setAttribute = {
  ...OPERATOR,
  schema,
  called: 'set_attribute',
  mayEnd: true,
  advice: NOTHING,
  size: ({ attributes }) => ({ attributes: Object.keys(attributes) }),
  gives: NOTHING,
} as const satisfies OnPaper<typeof schema>
