// What every Integration API path does before its operation: its lane, the key, and what kind of key it is.
import { type Exchange, headerOf } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { invalidKey } from '../errors.ts'
import type { Answer } from '../http/answer.ts'
import { authenticate, type Caller } from '../http/auth.ts'
import { readText, refuseOtherContentType } from '../http/body.ts'
import { KeyCall } from '../http/describe-call.ts'
import { Incoming } from '../http/incoming.ts'
import { type Operation, route } from '../http/operation-list.ts'
import { type Lane, laneOf, oneLane } from './one-lane.ts'

type Said = Answer | Promise<Answer>

/** For all operations but those that a Testing key may call. */
export const integration =
  (deployment: Deployment) =>
  (line: string, handler: (request: Incoming, call: Call) => Said): Operation =>
    route('integration', line, c => handler(new Incoming(c, deployment), callWithoutTesting(c, deployment)))

/** For what is called by thousands. */
export const expressIntegration =
  (deployment: Deployment) =>
  (line: string, handler: (request: Incoming<Exchange>, call: Call, body: string) => Answer): Operation =>
    withBody(deployment, line, c => {
      const call = callWithoutTesting(c, deployment)
      return body => handler(new Incoming(c, deployment), call, body)
    })

/** What can be refused is refused before the body is there. */
function withBody(deployment: Deployment, line: string, begin: (c: Exchange) => (body: string) => Answer) {
  const express = (c: Exchange) => {
    const goOn = begin(c)
    refuseOtherContentType(c)
    return goOn
  }
  const { largestBody } = deployment.settings
  const served = route('integration', line, async c => express(c)(await readText(c, largestBody)))
  return { ...served, express }
}

function callWithoutTesting(c: Exchange, deployment: Deployment): Call {
  const caller = authenticate(deployment, headerOf(c, 'authorization'), 'none')
  if (isTesting(caller)) {
    throw invalidKey(
      'testing-key',
      'The key is a Testing key: it reaches update session, update profile and track event only.',
    )
  }
  return callOf(c, deployment, caller)
}

interface MaybeTesting {
  call: Call
  isTesting: boolean
}

/** [D] TypeScript SDK, ApplicationAPIKey.type: with a staging key all requests are dry. The same operations have lanes. */
export const testable =
  (deployment: Deployment) =>
  (
    line: string,
    handler: (request: Incoming<Exchange>, caller: MaybeTesting, body: string) => Answer,
    lane: Lane,
  ): Operation => {
    const { express, ...served } = withBody(deployment, line, c => {
      const caller = authenticate(deployment, headerOf(c, 'authorization'), 'none')
      const called = { call: callOf(c, deployment, caller), isTesting: isTesting(caller) }
      return body => handler(new Incoming(c, deployment), called, body)
    })
    const around = oneLane(deployment, lane)
    // Whose lane the body says is known too late for the express way.
    if (lane.part === undefined) return { ...served, around }
    return { ...served, around, express, lane: laneOf(deployment, lane, lane.part) }
  }

const isTesting = ({ key }: Caller): boolean => key.type === 'staging'

const callOf = (c: Exchange, deployment: Deployment, caller: Caller): Call =>
  new KeyCall(c, deployment, { api: 'integration', ...caller })
