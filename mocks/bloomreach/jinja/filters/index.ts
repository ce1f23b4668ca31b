// Every built-in filter of Jinja2 3.1 by its name.

import type { Filter } from '../callable.ts'
import { isTrue } from '../values/iterate.ts'
import type { Value } from '../values/objects.ts'
import { Undefined } from '../values/objects.ts'
import { HTML_FILTERS } from './html.ts'
import { toJson } from './json.ts'
import { NUMBER_FILTERS } from './numbers.ts'
import { ORDERING_FILTERS } from './ordering.ts'
import { prettyPrint } from './pprint.ts'
import { SEQUENCE_FILTERS } from './sequences.ts'
import { STRING_FILTERS } from './strings.ts'

const byDefault: Filter = {
  params: [
    ['default_value', ''],
    ['boolean', false],
  ],
  call: (_run, value: Value, fallback: Value, boolean: Value) =>
    value instanceof Undefined || (isTrue(boolean) && !isTrue(value)) ? fallback : value,
}

/** All but map, select and their kin, which need to know the others. */
export const BUILT_IN_FILTERS: Readonly<Record<string, Filter>> = {
  ...STRING_FILTERS,
  ...SEQUENCE_FILTERS,
  ...ORDERING_FILTERS,
  ...NUMBER_FILTERS,
  ...HTML_FILTERS,
  d: byDefault,
  default: byDefault,
  pprint: prettyPrint,
  tojson: toJson,
}
