// /api/v1/info and /api/v1/webui: what is kept and what is switched on.
import { Hono } from 'hono'
import type { InboxDeps } from '../deps.ts'

export function infoRoutes({ mailbox, delivery, now, startedAt, chaos }: InboxDeps): Hono {
  return new Hono()
    .get('/info', c =>
      c.json({
        Version: 'referral-sandbox',
        LatestVersion: 'disabled',
        Database: ':memory:',
        DatabaseSize: mailbox.bytes,
        Messages: mailbox.size,
        Unread: mailbox.unread,
        Tags: mailbox.tagCounts(),
        RuntimeStats: {
          Uptime: Math.max(0, Math.floor((now() - startedAt) / 1000)),
          Memory: process.memoryUsage.rss(),
          MessagesDeleted: mailbox.deleted,
          SMTPAccepted: delivery.stats.accepted,
          SMTPAcceptedSize: delivery.stats.acceptedBytes,
          SMTPRejected: delivery.stats.rejected,
          SMTPIgnored: 0,
        },
      }),
    )
    .get('/webui', c =>
      c.json({
        Label: 'referral-sandbox',
        MessageRelay: {
          Enabled: false,
          SMTPServer: '',
          ReturnPath: '',
          AllowedRecipients: '',
          BlockedRecipients: '',
          OverrideFrom: '',
          PreserveMessageIDs: false,
          RecipientAllowlist: '',
        },
        SpamAssassin: false,
        ChaosEnabled: chaos !== undefined,
        DuplicatesIgnored: false,
        HideDeleteAllButton: false,
      }),
    )
}
