// The worlds of this server, and the moments of this one.
import type { Area } from '../kit/area.ts'
import { IconWorlds } from '../kit/icons.tsx'

export const worlds: Area = {
  title: 'Worlds',
  Icon: IconWorlds,
  entries: [{ title: 'Worlds', path: '/worlds' }],
  views: [{ path: '/worlds', load: () => import('./worlds.tsx') }],
}
