// Mails as the inbox's API has them, and what can be done with them.
import type { Message, MessagesSummary } from '../../../inbox/answers.ts'
import { inbox } from '../kit/api.ts'
import { useAsked, useDoing } from '../kit/queries.ts'
import { navigate } from '../kit/router.tsx'

export type Mail = MessagesSummary['messages'][number]
export type { Message }

/** The newest that fit a search in Mailpit's words, or all. */
export const useMails = (query: string, limit: number) =>
  useAsked(['inbox', 'list', query, limit], () =>
    inbox<MessagesSummary>(
      query === ''
        ? `/api/v1/messages?limit=${limit}`
        : `/api/v1/search?limit=${limit}&query=${encodeURIComponent(query)}`,
    ),
  )

export const useMail = (id: string) =>
  useAsked(['inbox', 'mail', id], () => inbox<Message>(`/api/v1/message/${id}`))

export const useUnread = () =>
  useDoing((id: string) => inbox('/api/v1/messages', { method: 'PUT', body: { IDs: [id], Read: false } }), {
    topics: ['inbox'],
    said: 'Marked unread.',
    after: () => navigate('/inbox'),
  })

export const useDeletion = (next: string) =>
  useDoing((ids: readonly string[]) => inbox('/api/v1/messages', { method: 'DELETE', body: { IDs: ids } }), {
    topics: ['inbox'],
    said: (_, ids) => (ids.length === 0 ? 'The inbox is empty.' : 'The mail is deleted.'),
    after: () => navigate(next),
  })

export const addressText = ({ Name, Address }: { Name: string; Address: string }): string =>
  Name === '' ? Address : `${Name} <${Address}>`

export const subjectOf = ({ Subject }: { Subject: string }): string => Subject || '(no subject)'

export function bytesText(size: number): string {
  if (size < 1024) return `${size} B`
  return size < 1024 * 1024 ? `${(size / 1024).toFixed(1)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`
}
