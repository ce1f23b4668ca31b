// Scenarios: built on a canvas, tried, started and watched.

import type { Area } from '../kit/area.ts'
import { IconScenarios } from '../kit/icons.tsx'
import { askAhead } from '../kit/queries.ts'
import { itsNames, toEdit } from './questions.ts'

export const scenarios: Area = {
  title: 'Scenarios',
  Icon: IconScenarios,
  entries: [{ title: 'Scenarios', path: '/scenarios' }],
  views: [
    { path: '/scenarios', load: () => import('./scenarios.tsx') },
    {
      path: '/scenarios/:id',
      load: () => import('./scenario.tsx'),
      ahead({ id }) {
        askAhead(...toEdit(id))
        askAhead(...itsNames())
      },
    },
  ],
}
