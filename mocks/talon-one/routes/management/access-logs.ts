// What an Application was asked, and how healthy its integration looks.
import { MINUTE_MS, msToIso } from '../../../kit/time/duration.ts'
import type { Deployment } from '../../deployment.ts'
import { invalidParameter, missingParameter } from '../../errors.ts'
import type { Operation } from '../../http/operation-list.ts'
import { pageOf, readPage, type SortFields } from '../../http/paging.ts'
import { Query } from '../../http/query.ts'
import type { Access } from '../../stores/access-log.ts'
import { applicationOfPath, managed } from './manage.ts'

const APPLICATION = '/v1/applications/{applicationId}'
const METHODS = ['get', 'put', 'post', 'delete', 'patch']
/** [D] ApplicationApiHealth: over the last 5 minutes. */
const HEALTH_MS = 5 * MINUTE_MS

const SORT: SortFields<Access> = {
  natural: 'time',
  fields: { status: ({ status }) => status, method: ({ method }) => method, requestUri: ({ url }) => url },
}

export function accessLogRoutes(deployment: Deployment): Operation[] {
  const route = managed(deployment)
  const { accessLog, world, settings } = deployment

  return [
    route(`GET ${APPLICATION}/access_logs/no_total getAccessLogsWithoutTotalCount`, c => {
      const application = applicationOfPath(c, deployment)
      const query = new Query(c.req.url, settings)
      const matches = accessFilter(query)
      const found = accessLog.ofApplication(application.id).filter(matches)
      return c.json(pageOf(found, readPage(query), { ...SORT, entity: accessEntity }))
    }),

    route(`GET ${APPLICATION}/health_report getApplicationApiHealth`, c => {
      const application = applicationOfPath(c, deployment)
      const calls = [...accessLog.ofApplication(application.id)]
      const since = world.clock.now() - HEALTH_MS
      return c.json({
        summary: health(calls.filter(({ at }) => at >= since)),
        lastUsed: calls.length === 0 ? application.created : msToIso(calls.at(-1)?.at ?? 0),
      })
    }),
  ]
}

function accessFilter(query: Query): (access: Access) => boolean {
  const start = query.instantOrDay('rangeStart')?.at
  const end = query.instantOrDay('rangeEnd')?.at
  if (start === undefined) throw missingParameter('rangeStart')
  if (end === undefined) throw missingParameter('rangeEnd')
  const path = readPattern(query.text('path'))
  const method = query.text('method')?.toLowerCase()
  if (method !== undefined && !METHODS.includes(method)) {
    throw invalidParameter('method', `must be one of: ${METHODS.join(', ')}`)
  }
  const status = query.choice('status', ['success', 'error'])
  return access =>
    access.at >= start &&
    access.at <= end &&
    (path === undefined || path.test(access.url)) &&
    (method === undefined || method === access.method.toLowerCase()) &&
    (status === undefined || (status === 'error') === access.status >= 400)
}

/** [D] getAccessLogsWithoutTotalCount: the path matches a regular expression. */
function readPattern(text: string | undefined): RegExp | undefined {
  try {
    return text === undefined ? undefined : new RegExp(text)
  } catch {
    throw invalidParameter('path', 'is not a regular expression')
  }
}

const accessEntity = ({ uuid, status, method, url, at, requestPayload, responsePayload }: Access) => ({
  uuid,
  status,
  method,
  requestUri: url.replace(/^https?:\/\/[^/]*/, ''),
  time: msToIso(at),
  requestPayload,
  responsePayload,
})

function health(calls: readonly Access[]): 'CRITICAL' | 'ERROR' | 'NONE' | 'OK' | 'WARNING' {
  const failed = calls.filter(({ status }) => status >= 400).length
  if (calls.length === 0) return 'NONE'
  if (failed === 0) return 'OK'
  if (failed === calls.length) return 'CRITICAL'
  return failed * 2 > calls.length ? 'ERROR' : 'WARNING'
}
