// Talon.One's Campaign Manager, as far as a referral goes: Applications with their campaigns, codes, customers, keys and logs.
import type { Area } from '../kit/area.ts'
import { IconTalonOne } from '../kit/icons.tsx'

export const talonOne: Area = {
  title: 'Talon.One',
  Icon: IconTalonOne,
  entries: [
    { title: 'Applications', path: '/talon-one' },
    { title: 'Notifications', path: '/talon-one/notifications' },
  ],
  views: [
    { path: '/talon-one', load: () => import('./applications.tsx') },
    { path: '/talon-one/notifications', load: () => import('./notifications.tsx') },
    { path: '/talon-one/applications/:application', load: () => import('./application.tsx') },
    {
      path: '/talon-one/applications/:application/campaigns/:campaign',
      load: () => import('./campaign.tsx'),
    },
    { path: '/talon-one/applications/:application/customers/:customer', load: () => import('./profile.tsx') },
    { path: '/talon-one/applications/:application/sessions/:session', load: () => import('./session.tsx') },
  ],
}
