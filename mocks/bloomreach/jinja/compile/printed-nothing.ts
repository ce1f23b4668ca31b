// Tells the caller of an output that came out empty because a value is missing: `{{ webhook.code }}`, `{{ name | upper }}`.
// What a template decides itself (`default`, `or`, an `if` without `else`) is no loss.

import type { Expression } from '../nodes.ts'
import type { Runtime } from '../runtime.ts'
import { takeNothing } from '../values/nothing.ts'
import { isString, textOf, type Undefined } from '../values/objects.ts'

/** Called only where the printed text is empty, so that what is printed costs nothing. */
export function tellNothing(run: Runtime, at: number, expression?: Expression): void {
  const lost = takeNothing()
  if (run.onNothing === undefined || lost === undefined || lost.isChosen) return
  run.onNothing({ name: nameOf(expression) ?? missingName(lost), at })
}

const missingName = ({ missing }: Undefined): string =>
  missing !== undefined && isString(missing) ? textOf(missing) : 'a value'

/** "customer.first_name" of the expression below its filters; undefined where it is not a plain path. */
function nameOf(expression: Expression | undefined): string | undefined {
  if (expression?.kind === 'name') return expression.name
  if (expression?.kind === 'filter') return nameOf(expression.node)
  if (expression?.kind !== 'getattr') return undefined
  const owner = nameOf(expression.node)
  return owner === undefined ? undefined : `${owner}.${expression.name}`
}
