// The Data API: transport only. Every operation takes private access; the consent categories are there for everyone.
import { type Context, Hono } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import { notEmulated } from '../../kit/record-requests.ts'
import { authenticate, authenticatePrivate } from '../http/auth.ts'
import { readBody } from '../http/request-body.ts'
import { anonymizeCustomer, anonymizeCustomers } from '../operations/anonymize-customers.ts'
import { type AnalysisKind, answerAnalysis } from '../operations/answer-analysis.ts'
import { exportCustomer } from '../operations/export-customer.ts'
import { exportCustomers } from '../operations/export-customers.ts'
import { exportEvents } from '../operations/export-events.ts'
import { listConsentCategories } from '../operations/list-consent-categories.ts'
import { readAttributes } from '../operations/read-attributes.ts'
import { named } from './named.ts'
import { pathOf } from './operation-list.ts'
import type { RoutesHouse } from './routes-house.ts'

export function dataRoutes(house: RoutesHouse): Hono<SandboxEnv> {
  const { world, settings } = house
  const bulkIds = world.chance.stream('bloomreach/anonymize-bulk')
  const hinted = (c: Context<SandboxEnv>, { answer, hint }: { answer: object; hint: string | undefined }) => {
    if (hint !== undefined) c.set('hint', hint)
    return c.json(answer)
  }
  const csv = (c: Context<SandboxEnv>, text: string) =>
    c.body(text, 200, { 'content-type': 'text/csv; charset=utf-8' })
  async function analysis(c: Context<SandboxEnv>, kind: AnalysisKind): Promise<Response> {
    const group = authenticatePrivate(house, c)
    const answered = answerAnalysis(house, kind, { group, body: await readBody(c, settings) })
    return answered.format === 'csv' ? csv(c, answered.text) : c.json(answered.answer)
  }
  return new Hono<SandboxEnv>()
    .post(pathOf('data/exportOne'), named(world, 'data/exportOne'), async c => {
      const group = authenticatePrivate(house, c)
      return c.json(exportCustomer(house, { group, body: await readBody(c, settings) }))
    })
    .post(pathOf('data/attributes'), named(world, 'data/attributes'), async c => {
      const group = authenticatePrivate(house, c)
      return c.json(readAttributes(house, { group, body: await readBody(c, settings) }))
    })
    .post(pathOf('data/events'), named(world, 'data/events'), async c => {
      const group = authenticatePrivate(house, c)
      return c.json(exportEvents(house, { group, body: await readBody(c, settings) }))
    })
    .post(pathOf('data/export'), named(world, 'data/export'), async c => {
      const group = authenticatePrivate(house, c)
      const body = await readBody(c, settings)
      // The form of a filter is not documented publicly.
      if (body.filter !== undefined && body.filter !== null)
        return notEmulated(c, 'Bloomreach', 'data/export with a filter')
      const exported = exportCustomers(house, { group, body })
      if (exported.format !== 'csv') return c.json(exported.answer)
      return csv(c, exported.text)
    })
    .post(pathOf('data/anonymize'), named(world, 'data/anonymize'), async c => {
      const group = authenticatePrivate(house, c)
      const body = await readBody(c, settings)
      return hinted(c, anonymizeCustomer(house, { group, body, causedBy: c.get('requestSeq') }))
    })
    .post(pathOf('data/anonymizeBulk'), named(world, 'data/anonymizeBulk'), async c => {
      const group = authenticatePrivate(house, c)
      const body = await readBody(c, settings)
      const causedBy = c.get('requestSeq')
      return hinted(c, anonymizeCustomers(house, { group, body, causedBy, chance: bulkIds }))
    })
    .get(pathOf('data/consentCategories'), named(world, 'data/consentCategories'), c => {
      authenticate(house, c)
      return c.json(listConsentCategories(house))
    })
    .post(pathOf('data/report'), named(world, 'data/report'), c => analysis(c, 'report'))
    .post(pathOf('data/funnel'), named(world, 'data/funnel'), c => analysis(c, 'funnel'))
    .post(pathOf('data/segmentation'), named(world, 'data/segmentation'), c => analysis(c, 'segmentation'))
}
