// What an Application was asked, and how healthy its integration looks.
import { MINUTE_MS, msToIso } from '../../../kit/time/duration.ts'
import type { Deployment } from '../../deployment.ts'
import { invalidParameter, missingParameter } from '../../errors.ts'
import { matchingAll, when } from '../../http/filter.ts'
import type { Operation } from '../../http/operation-list.ts'
import type { Listing } from '../../http/paging.ts'
import type { Query } from '../../http/query.ts'
import type { Access } from '../../stores/access-log.ts'
import { APPLICATION, managed } from './manage.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'patch']
/** [D] ApplicationApiHealth: over the last 5 minutes. */
const HEALTH_MS = 5 * MINUTE_MS

export function accessLogRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { accessLog, world } = deployment

  return [
    route(`GET ${APPLICATION}/access_logs/no_total getAccessLogsWithoutTotalCount`, call => {
      const found = accessLog.ofApplication(call.application.id)
      return call.page(found.filter(accessFilter(call.query)), ACCESSES)
    }),

    route(`GET ${APPLICATION}/health_report getApplicationApiHealth`, call => {
      const { id, created } = call.application
      const calls = [...accessLog.ofApplication(id)]
      const since = world.clock.now() - HEALTH_MS
      return call.json({
        summary: health(calls.filter(({ at }) => at >= since)),
        lastUsed: calls.length === 0 ? created : msToIso(calls.at(-1)?.at ?? 0),
      })
    }),
  ]
}

function accessFilter(query: Query): (access: Access) => boolean {
  const start = query.instantOrDay('rangeStart')?.at
  const end = query.instantOrDay('rangeEnd')?.at
  if (start === undefined) throw missingParameter('rangeStart')
  if (end === undefined) throw missingParameter('rangeEnd')
  const method = query.text('method')?.toLowerCase()
  if (method !== undefined && !METHODS.includes(method)) {
    throw invalidParameter('method', `must be one of: ${METHODS.join(', ')}`)
  }
  return matchingAll(
    ({ at }) => at >= start && at <= end,
    when(readPattern(query.text('path')), ({ url }, path) => path.test(url)),
    when(method, access => access.method.toLowerCase() === method),
    when(query.choice('status', ['success', 'error']), (access, wanted) =>
      wanted === 'error' ? access.status >= 400 : access.status < 400,
    ),
  )
}

/** [D] getAccessLogsWithoutTotalCount: the path matches a regular expression. */
function readPattern(text: string | undefined): RegExp | undefined {
  try {
    return text === undefined ? undefined : new RegExp(text)
  } catch {
    throw invalidParameter('path', 'is not a regular expression')
  }
}

const ACCESSES: Listing<Access, unknown> = {
  natural: 'time',
  fields: { status: ({ status }) => status, method: ({ method }) => method, requestUri: ({ url }) => url },
  entity: ({ uuid, status, method, url, at, requestPayload, responsePayload }) => ({
    uuid,
    status,
    method,
    requestUri: url,
    time: msToIso(at),
    requestPayload,
    responsePayload,
  }),
}

function health(calls: readonly Access[]): 'CRITICAL' | 'ERROR' | 'NONE' | 'OK' | 'WARNING' {
  const failed = calls.filter(({ status }) => status >= 400).length
  if (calls.length === 0) return 'NONE'
  if (failed === 0) return 'OK'
  if (failed === calls.length) return 'CRITICAL'
  return failed * 2 > calls.length ? 'ERROR' : 'WARNING'
}
