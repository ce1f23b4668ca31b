// Bloomreach Engagement's project: customers, and what Data & Assets and the project's settings hold. Scenarios are an area of their own.
import type { Area } from '../kit/area.ts'
import { IconBloomreach } from '../kit/icons.tsx'

export const bloomreach: Area = {
  title: 'Bloomreach',
  Icon: IconBloomreach,
  entries: [
    { title: 'Customers', path: '/bloomreach' },
    { title: 'Integrations', path: '/bloomreach/integrations' },
    { title: 'Data & Assets', path: '/bloomreach/assets' },
  ],
  views: [
    { path: '/bloomreach', load: () => import('./customers.tsx') },
    { path: '/bloomreach/customers/:id', load: () => import('./customer.tsx') },
    { path: '/bloomreach/integrations', load: () => import('./integrations.tsx') },
    { path: '/bloomreach/assets', load: () => import('./assets.tsx') },
  ],
}
