// What a webhook's answer means: accepted and processed, refused, to be tried again, or the end for the whole chunk.
import { assertNever } from '../../kit/invariant.ts'
import type { BloomreachSettings } from '../settings.ts'
import type { Reply } from './send.ts'

export type Verdict =
  | { kind: 'accepted'; status: number; data: unknown }
  | { kind: 'failed'; status?: number; message: string }
  | { kind: 'retry'; status?: number; message: string }
  /** Failed, and no further request for the rest of the chunk. */
  | { kind: 'stop'; status: number; message: string }

type Processing = 'discard' | 'text' | 'json'

export function judgeReply(reply: Reply, response: Processing, settings: BloomreachSettings): Verdict {
  switch (reply.kind) {
    case 'refused':
      return { kind: 'failed', message: reply.message }
    case 'unreachable':
      return {
        kind: settings.webhookRetryConnectionFailures ? 'retry' : 'failed',
        message: reply.message,
      }
    case 'too-large':
      return isSuccess(reply.status, settings) &&
        (response === 'discard' || settings.unreadableResponse === 'undefined')
        ? { kind: 'accepted', status: reply.status, data: undefined }
        : (judgeStatus(reply.status, '', settings) ?? {
            kind: 'failed',
            status: reply.status,
            message: `The answer is larger than ${settings.webhookResponseBytes} bytes.`,
          })
    case 'answered':
      return (
        judgeStatus(reply.status, reply.text, settings) ??
        processBody(reply.status, reply.text, response, settings)
      )
    default:
      return assertNever(reply)
  }
}

function isSuccess(status: number, { webhookSuccess }: BloomreachSettings): boolean {
  return webhookSuccess === '200' ? status === 200 : status >= 200 && status < 300
}

/** [D] creating-api-endpoint-for-webhooks: 500 is retried, six statuses stop the chunk, other 4xx fail. */
function judgeStatus(status: number, text: string, settings: BloomreachSettings): Verdict | undefined {
  if (isSuccess(status, settings)) return undefined
  const message = `HTTP ${status}${excerptOf(text)}`
  if (settings.webhookRetryStatuses.includes(status)) return { kind: 'retry', status, message }
  if (settings.webhookStopStatuses.includes(status)) return { kind: 'stop', status, message }
  return { kind: 'failed', status, message }
}

function excerptOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line === '' ? '' : `: ${line.length > 200 ? `${line.slice(0, 200)}…` : line}`
}

const BYTE_ORDER_MARK = '\uFEFF'

function processBody(
  status: number,
  text: string,
  response: Processing,
  settings: BloomreachSettings,
): Verdict {
  if (response === 'discard') return { kind: 'accepted', status, data: undefined }
  const unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
  if (response === 'text') return { kind: 'accepted', status, data: unmarked }
  try {
    return { kind: 'accepted', status, data: JSON.parse(unmarked) as unknown }
  } catch {
    if (settings.unreadableResponse === 'undefined') return { kind: 'accepted', status, data: undefined }
    return { kind: 'failed', status, message: `The answer is not JSON${excerptOf(text)}` }
  }
}
