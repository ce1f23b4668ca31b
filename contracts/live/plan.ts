// What a live run would do, said before anything is sent.

import { example } from '../court/consume.ts'
import type { Contract } from '../court/contract.ts'
import { refuseHost } from './send.ts'
import type { LiveSettings } from './settings.ts'

export interface PlannedContract {
  contract: Contract
  tenant: 'talon-one' | 'mailpit'
  /** Hosts that it would reach. */
  hosts: string[]
}

export function planOf(contracts: readonly Contract[], settings: LiveSettings): PlannedContract[] {
  const { talonOne, mailpit } = settings
  return contracts.flatMap((contract): PlannedContract[] => {
    if (contract.provider === 'talon-one' && talonOne !== undefined) {
      const hosts = [talonOne.origin, talonOne.thirdPartyOrigin].map(origin => new URL(origin).host)
      return [{ contract, tenant: 'talon-one', hosts: [...new Set(hosts)] }]
    }
    if (contract.provider === 'mailpit' && mailpit !== undefined) {
      return [{ contract, tenant: 'mailpit', hosts: [new URL(mailpit).host] }]
    }
    return []
  })
}

export const safeInteractions = ({ interactions }: Contract) =>
  interactions.filter(interaction => interaction.kind === 'http' && interaction.live === 'safe')

export function refuseForeignHosts(plan: readonly PlannedContract[], allowed: readonly string[]): void {
  for (const host of plan.flatMap(({ hosts }) => hosts)) refuseHost(host, allowed)
}

export function planText(plan: readonly PlannedContract[], settings: LiveSettings): string {
  const lines = plan.flatMap(({ contract, hosts }) => [
    `${contract.consumer} -> ${contract.provider} at ${hosts.join(' and ')}`,
    ...safeInteractions(contract).flatMap(interaction =>
      interaction.kind === 'http'
        ? [`  ${interaction.request.method} ${example(interaction.request.path)}: ${interaction.description}`]
        : [],
    ),
  ])
  const cleaning =
    settings.talonOne === undefined
      ? []
      : [
          settings.talonOne.managementKey === undefined
            ? 'Referrals stay: TALON_ONE_MANAGEMENT_KEY is not set.'
            : 'Referrals are removed afterwards by the Management API.',
          'Customer profiles stay: no API removes them. Their ids begin with "contracts-".',
        ]
  const missing = settings.missing.length === 0 ? [] : [`Not set: ${settings.missing.join(', ')}.`]
  return [...lines, ...cleaning, ...missing, 'One request after the other, at most 3 a second.'].join('\n')
}
