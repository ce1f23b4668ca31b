// What no mail and no URL may show: keys, passwords and secret header values of a world.
import type { Live } from '../../life.ts'
import type { ReadWorld } from '../../world/definition.ts'

/** By what they are called. */
export type Secrets = ReadonlyMap<string, string>

/** What is shorter may be any word. */
const SHORTEST = 8

export function secretsOf({ talonOne, bloomreach }: Live, { data }: ReadWorld): Secrets {
  const keys = talonOne.applications.list().flatMap(({ id }) => talonOne.apiKeys.ofApplication(id))
  const headers = (data.bloomreach?.integrations ?? []).flatMap(({ name, headers: all = [] }) =>
    all
      .filter(({ visibility, value }) => visibility === 'secret' && !value.includes('${'))
      .map(({ name: header, value }) => [value, `the header ${header} of "${name}"`] as const),
  )
  const all = [
    ...keys.map(({ key, title }) => [key, `the API key "${title}"`] as const),
    [talonOne.managementKey, 'the Management key'] as const,
    [bloomreach.apiSecret, 'the API secret of Bloomreach'] as const,
    ...headers,
  ]
  return new Map(all.filter(([value]) => value.length >= SHORTEST))
}

export const shownIn = (text: string, secrets: Secrets): string[] =>
  [...secrets].filter(([value]) => text.includes(value)).map(([, name]) => name)
