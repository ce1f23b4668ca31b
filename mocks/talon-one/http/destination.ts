// Which deployment a third-party call is for. All customers share one host, so each call names its deployment.
import type { Facts } from '../../kit/reason.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest, notFound } from '../errors.ts'
import type { TalonOneReason } from '../reasons.ts'

interface Where {
  kind: 'header' | 'parameter' | 'field'
  name: string
}

const MISSING = {
  header: 'missing-header',
  parameter: 'missing-parameter',
  field: 'invalid-field',
} as const satisfies Record<Where['kind'], TalonOneReason>

const textOf = ({ kind, name }: Where): string => `The ${kind} ${name}`
const factsOf = ({ kind, name }: Where): Facts => ({ [kind]: name })

/**
 * [D] Third-party API: a bare host; Talon.One's own Segment destination sends a full URL; the Bloomreach tutorial
 * calls it "the base URL of your deployment". All are taken.
 */
export function refuseOtherDeployment(deployment: Deployment, named: string | undefined, where: Where): void {
  if (named === deployment.hostname) return
  if (named === undefined || named.trim() === '') {
    // [D] Third-party API, example of 400.
    throw badRequest(MISSING[where.kind], 'No Deployment URL specified', {
      facts: factsOf(where),
      hint: `${textOf(where)} is missing. Set it to ${deployment.hostname}.`,
    })
  }
  const host = readHost(named)
  if (host === undefined) {
    throw badRequest('invalid-deployment', 'Invalid Deployment URL', {
      facts: factsOf(where),
      hint: `${textOf(where)} is neither a host nor a URL. Set it to ${deployment.hostname}.`,
    })
  }
  // Guess, setting `unknownDeployment`.
  if (host !== deployment.hostname && deployment.settings.unknownDeployment === 'reject') {
    throw notFound(
      'other-deployment',
      `${textOf(where)} names ${host}; the deployment of this sandbox is ${deployment.hostname}.`,
      { ...factsOf(where), named: host, deployment: deployment.hostname },
    )
  }
}

const HOST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/

function readHost(named: string): string | undefined {
  const text = named.trim().toLowerCase()
  const withoutScheme = text.replace(/^https?:\/\//, '')
  const end = withoutScheme.search(/[/:?#]/)
  const host = end === -1 ? withoutScheme : withoutScheme.slice(0, end)
  return host.length <= 253 && HOST.test(host) ? host : undefined
}
