// What goes wrong on purpose: faults that are switched on, and searches that try them all.
import type { Area } from '../kit/area.ts'
import { IconFaults } from '../kit/icons.tsx'

export const faults: Area = {
  title: 'Faults',
  Icon: IconFaults,
  entries: [
    { title: 'Faults', path: '/faults' },
    { title: 'Search', path: '/searches' },
  ],
  views: [
    { path: '/faults', load: () => import('./faults.tsx') },
    { path: '/searches', load: () => import('./searches.tsx') },
    { path: '/searches/:id', load: () => import('./search.tsx') },
  ],
}
