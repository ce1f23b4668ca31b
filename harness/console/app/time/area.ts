// The world's time, and what waits in it.
import type { Area } from '../kit/area.ts'
import { IconTime } from '../kit/icons.tsx'

export const time: Area = {
  title: 'Time',
  Icon: IconTime,
  entries: [{ title: 'Time', path: '/time' }],
  views: [{ path: '/time', load: () => import('./time.tsx') }],
}
