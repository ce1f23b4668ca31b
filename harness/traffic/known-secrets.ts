// What is secret in this world: its keys, and what its integrations and webhooks send as secret.
import type { Live } from '../life.ts'

export function knownSecrets({
  world,
  talonOne,
  bloomreach,
}: Pick<Live, 'world' | 'talonOne' | 'bloomreach'>): string[] {
  const { applications, apiKeys, management } = talonOne
  return [
    ...applications.list().flatMap(({ id }) => apiKeys.ofApplication(id).map(({ key }) => key)),
    ...management.keys().map(({ key }) => key),
    bloomreach.apiSecret,
    ...bloomreach.integrations.secrets(),
    ...world.traffic.secrets(),
  ]
}
