// The areas of the console, in the order of the navigation.

import { bloomreach } from '../bloomreach/area.ts'
import { faults } from '../faults/area.ts'
import { happened } from '../happened/area.ts'
import { inboxArea } from '../inbox/area.ts'
import type { Area } from '../kit/area.ts'
import { overview } from '../overview/area.ts'
import { scenarios } from '../scenarios/area.ts'
import { talonOne } from '../talon-one/area.ts'
import { time } from '../time/area.ts'
import { worlds } from '../worlds/area.ts'

export const areas: readonly Area[] = [
  overview,
  talonOne,
  bloomreach,
  scenarios,
  happened,
  time,
  worlds,
  inboxArea,
  faults,
]
