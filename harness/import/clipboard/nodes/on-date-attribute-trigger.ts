// on-date-attribute-trigger: which attribute it looks at has no public key, so it is never read and never written.
import { z } from 'zod'
import { nodeFormat, refuse } from '../node-format.ts'

const REASON = 'which attribute it looks at is in no public export: write an on_date_attribute node for it'

export const onDateAttributeTrigger = nodeFormat({
  vendorType: 'on-date-attribute-trigger',
  type: 'on_date_attribute',
  grade: '[C] a palette default of a copied scenario, without its attribute',
  isTrigger: true,
  shape: z.looseObject({}),
  columns: {},
  ports: () => new Map([[0, '']]),
  read: () => refuse(REASON),
  write: () => refuse('the key of its attribute is in no public export'),
  defaults: {},
})
