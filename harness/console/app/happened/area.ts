// What happened: to one customer, and over the wire.

import type { Area } from '../kit/area.ts'
import { IconHappened } from '../kit/icons.tsx'

export const happened: Area = {
  title: 'What happened',
  Icon: IconHappened,
  entries: [
    { title: 'Requests', path: '/requests' },
    { title: 'Journal', path: '/journal' },
    { title: 'Find a customer', path: '/customers' },
  ],
  views: [
    { path: '/requests', load: () => import('./requests.tsx') },
    { path: '/requests/:id', load: () => import('./request.tsx') },
    { path: '/journal', load: () => import('./journal.tsx') },
    { path: '/journal/:seq', load: () => import('./entry.tsx') },
    { path: '/customers', load: () => import('./find-customer.tsx') },
    { path: '/customers/:id', load: () => import('./customer.tsx') },
  ],
}
