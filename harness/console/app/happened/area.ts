// What happened: to one customer, and over the wire.

import type { Area } from '../kit/area.ts'
import { IconHappened } from '../kit/icons.tsx'

export const happened: Area = {
  title: 'What happened',
  Icon: IconHappened,
  entries: [{ title: 'Requests', path: '/requests' }],
  views: [
    { path: '/requests', load: () => import('./requests.tsx') },
    { path: '/requests/:id', load: () => import('./request.tsx') },
    { path: '/customers/:id', load: () => import('./customer.tsx') },
  ],
}
