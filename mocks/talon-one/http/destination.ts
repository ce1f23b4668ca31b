// Which deployment a third-party call is for. All customers share one host, so each call names its deployment.
import type { Deployment } from '../deployment.ts'
import { badRequest, notFound } from '../errors.ts'

/**
 * [D] Third-party API: a bare host; Talon.One's own Segment destination sends a full URL; the Bloomreach tutorial
 * calls it "the base URL of your deployment". All are taken.
 */
export function refuseOtherDeployment(
  deployment: Deployment,
  named: string | undefined,
  where: string,
): void {
  if (named === deployment.hostname) return
  if (named === undefined || named.trim() === '') {
    // [D] Third-party API, example of 400.
    throw badRequest('No Deployment URL specified', {
      hint: `${where} is missing. Set it to ${deployment.hostname}.`,
    })
  }
  const host = readHost(named)
  if (host === undefined) {
    throw badRequest('Invalid Deployment URL', {
      hint: `${where} is neither a host nor a URL. Set it to ${deployment.hostname}.`,
    })
  }
  // Guess, setting `unknownDeployment`.
  if (host !== deployment.hostname && deployment.settings.unknownDeployment === 'reject') {
    throw notFound(`${where} names ${host}; the deployment of this sandbox is ${deployment.hostname}.`)
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
