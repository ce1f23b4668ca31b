// The first page.

import type { Area } from '../kit/area.ts'
import { IconOverview } from '../kit/icons.tsx'

export const overview: Area = {
  title: 'Overview',
  Icon: IconOverview,
  entries: [{ title: 'Overview', path: '/' }],
  views: [{ path: '/', load: () => import('./overview.tsx') }],
}
