// The first page.

import type { Area } from '../kit/area.ts'
import { IconOverview } from '../kit/icons.tsx'
import { askAhead } from '../kit/queries.ts'
import { clock, customersMet, newestMails, ready, scenarioList } from './questions.ts'

export const overview: Area = {
  title: 'Overview',
  Icon: IconOverview,
  entries: [{ title: 'Overview', path: '/' }],
  views: [
    {
      path: '/',
      load: () => import('./overview.tsx'),
      ahead() {
        askAhead(...scenarioList)
        askAhead(...clock)
        askAhead(...customersMet)
        askAhead(...newestMails)
        askAhead(...ready)
      },
    },
  ],
}
