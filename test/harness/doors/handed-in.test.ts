// A webhook that is handed to Talon.One in its parts leaves what one that is sent as a Request leaves: journal, traffic, access log, records.
import { expect, test } from 'vitest'
import type { ScenarioDefinition } from '../../../harness/index.ts'
import { createLife, FOR_A_LOOK, IN_PROCESS } from '../../../harness/life.ts'
import { readWorld } from '../../../harness/world/definition.ts'
import type { NewFault } from '../../../mocks/kit/faults.ts'
import { address, codeNode, scenario, shop } from '../../support/shop.ts'

type Node = ScenarioDefinition['nodes'][number]

const HOST = 'https://integration.talon.one'
const REFERRAL = `${HOST}/customer_engagement/referral`
const QUERY = '?campaignId=373&advocateProfileIntegrationId={{ customer.email | urlencode }}'

interface Case {
  node?: Partial<Extract<Node, { type: 'webhook' }>>
  fault?: NewFault
  settings?: Record<string, unknown>
}

const DEPLOYMENT = { name: 'destination-hostname', value: 'sandbox.europe-west1.talon.one' }
const by = (...headers: { name: string; value: string }[]) => ({ authentication: undefined, headers })

const CASES: Record<string, Case> = {
  'a code': {},
  'a customer whom Talon.One does not know': { node: { url: `${REFERRAL}${QUERY}x` } },
  'a wrong key': { node: by({ name: 'Authorization', value: 'ApiKey-v1 wrong' }, DEPLOYMENT) },
  'no header at all': { node: by() },
  'a parameter that is missing': { node: { url: REFERRAL } },
  'a parameter twice, and letters of many scripts': { node: { url: `${REFERRAL}${QUERY}&x=ü&x=%20+a#part` } },
  'a dry run': { node: { headers: [{ name: 'X-DRY-RUN', value: 'true' }] } },
  'headers in any spelling': {
    node: {
      headers: [
        { name: 'X-Any', value: 'ü' },
        { name: 'accept', value: '' },
      ],
    },
  },
  'blanks around a header': { node: { headers: [{ name: 'X-Any', value: '  a\u00a0 ' }] } },
  'a header that is too long': { node: { headers: [{ name: 'x-any', value: 'a'.repeat(20_000) }] } },
  'a page of another origin': { node: { headers: [{ name: 'Origin', value: 'https://example.com' }] } },
  'another path': { node: { url: `${HOST}/customer_engagement//referral${QUERY}` } },
  'a path in other signs': { node: { url: `${HOST}/customer_engagement/%72eferral${QUERY}` } },
  'another method': { node: { method: 'POST', payload: '{}' } },
  'another operation': { node: { url: `${HOST}/customer_engagement/coupon${QUERY}&externalCampaignId=1` } },
  'an operation that is not emulated': { node: { url: `${HOST}/v1/nothing` } },
  'another port': { node: { url: `${HOST}:8443/customer_engagement/referral${QUERY}` } },
  'a body': { node: { method: 'POST', url: `${HOST}/v1/referrals`, payload: { campaignId: 373 } } },
  'a body that is no JSON': { node: { method: 'POST', url: `${HOST}/v1/referrals`, payload: '{' } },
  'no body': { node: { method: 'POST', url: `${HOST}/v1/referrals` } },
  'a fault': { fault: { operation: 'cep/createReferral', first: 1, answer: { status: 500 } } },
  'a fault elsewhere': { fault: { operation: 'smtp/rcpt', first: 1 } },
  'an answer that is cut': { settings: { webhookResponseBytes: 20 } },
  'an answer that is discarded': { node: { response: 'discard' } },
}

/** What is left of a life in which three customers went through a scenario with this webhook. */
async function leftBehind({ node, fault, settings = {} }: Case, way: 'in parts' | 'as a Request') {
  const webhook = { ...codeNode(2), ...node } as Node
  const world = shop({
    people: ['ada', 'bob', 'eve'],
    scenarios: [scenario('Code', [{ id: 1, type: 'now' }, webhook])],
  })
  const read = await readWorld({ ...world, bloomreach: { ...world.bloomreach, settings } as never })
  const life = await createLife(
    read,
    { ...FOR_A_LOOK, trafficBytes: 1e6, trafficBodyBytes: 1e4, clock: 'manual', seed: 'x' },
    {
      mail: { send: async mail => ({ accepted: mail.to, rejected: [] }) },
      publicUrl: () => IN_PROCESS,
      origin: () => IN_PROCESS,
      url: () => IN_PROCESS,
      fetch: () => new Response(null, { status: 404 }),
      onEntry: () => {},
      ...(way === 'as a Request' ? { between: asItIs => asItIs } : {}),
    },
  )
  const { world: kept, bloomreach, talonOne } = life
  if (fault !== undefined) kept.faults.add(fault)
  for (const id of life.toStart) bloomreach.scenarios.start(id)
  await kept.clock.advance(7_200_000)
  const left = {
    journal: kept.journal.read({ limit: 1_000 }),
    traffic: kept.traffic.save(),
    accessLog: talonOne.accessLog.kept.save(),
    events: ['ada', 'bob', 'eve'].map(name => bloomreach.events.of(idOf(life.bloomreach, name), 'campaign')),
  }
  await life.end()
  return left
}

const idOf = ({ customers }: { customers: { all(): Iterable<{ id: string; ids: object }> } }, name: string) =>
  [...customers.all()].find(({ ids }) => Object.values(ids).includes(address(name)))?.id ?? ''

test.each(Object.keys(CASES))('%s is the same in parts and as a Request', async name => {
  const [parts, request] = [
    await leftBehind(CASES[name] as Case, 'in parts'),
    await leftBehind(CASES[name] as Case, 'as a Request'),
  ]

  expect(parts.journal).toEqual(request.journal)
  expect(parts).toEqual(request)
  expect(request.traffic.exchanges.length).toBeGreaterThan(1)
})
