// The mails of this world, as Mailpit shows them.
import type { Area } from '../kit/area.ts'
import { IconInbox } from '../kit/icons.tsx'

const load = () => import('./inbox.tsx')

export const inboxArea: Area = {
  title: 'Inbox',
  Icon: IconInbox,
  entries: [{ title: 'Inbox', path: '/inbox' }],
  views: [
    { path: '/inbox', load },
    { path: '/inbox/:id', load },
  ],
}
