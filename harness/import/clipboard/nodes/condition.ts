// condition: the items of its filter are in no public export, so a place is held and a rule has to be written.
import { z } from 'zod'
import { nodeFormat, refuse } from '../node-format.ts'

const shape = z.looseObject({
  customer_filter: z.looseObject({ filters: z.array(z.unknown()).nullish() }).nullish(),
  evaluate_jinja: z.boolean().nullish(),
})

export const condition = nodeFormat({
  vendorType: 'condition',
  type: 'condition',
  grade: '[C] a palette default of a copied scenario, with an empty filter',
  shape,
  columns: {},
  // [C] notes of the same repository contradict each other; a later one says that 2 was the No branch.
  ports: () =>
    new Map([
      [1, 'then'],
      [2, 'else'],
    ]),
  portsAreGuessed: 'connector 1 is taken for Yes and 2 for No',
  read: ({ customer_filter: filter, evaluate_jinja: jinja }) => refuse(reasonOf(filter, jinja)),
  write: () => refuse('the form of a customer filter is not public'),
  defaults: {},
})

function reasonOf(
  filter: { filters?: unknown[] | null | undefined } | null | undefined,
  jinja: boolean | null | undefined,
): string {
  if (jinja === true) return 'where the editor keeps the Jinja of a condition is not public'
  const count = filter?.filters?.length ?? 0
  if (count === 0) return 'its filter is empty, so that nobody has said yet who passes'
  return `the form of its ${count} filters is not public`
}
