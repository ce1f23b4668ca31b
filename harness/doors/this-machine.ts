// The names and addresses of this machine: which host leads to it, and which URL leads back to the sandbox itself.
import { BlockList, isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')
LOOPBACK.addSubnet('::ffff:127.0.0.0', 104, 'ipv6')

/** To connect to them is to connect to this machine. */
const ANY_ADDRESS = ['0.0.0.0', '::']

/** As a URL or a Host header has it: brackets around IPv6, perhaps a dot at the end of a name. */
const bare = (host: string): string => host.toLowerCase().replace(/^\[|\]$|\.$/g, '')

export function isLoopbackHost(host: string): boolean {
  const name = bare(host)
  const version = isIP(name)
  if (version === 0) return name === 'localhost' || name.endsWith('.localhost')
  return ANY_ADDRESS.includes(name) || LOOPBACK.check(name, version === 4 ? 'ipv4' : 'ipv6')
}

/** Whether a server that binds it is reached from other machines. */
export const isReachedFromOutside = (host: string): boolean =>
  ANY_ADDRESS.includes(bare(host)) || !isLoopbackHost(host)

/** Where the sandbox listens. */
export interface Listening {
  /** What links begin with. */
  origin: string
  /** The address of its port, where links begin with something else. */
  bound?: string
  /** Whether the port speaks HTTPS too. */
  tls?: boolean
  /** What the server binds. */
  host: string
}

/** Whether a URL leads to the sandbox's own port, by whatever name of this machine. */
export function leadsBack(url: URL, { origin, bound = origin, tls, host }: Listening): boolean {
  if (url.origin === origin) return true
  const own = new URL(bound)
  const isSpoken = url.protocol === own.protocol || (tls && url.protocol === 'https:')
  if (!isSpoken || portOf(url) !== portOf(own)) return false
  if (bare(url.hostname) === bare(host)) return true
  const isLocal = isLoopbackHost(host) || ANY_ADDRESS.includes(bare(host))
  if (isLocal && isLoopbackHost(url.hostname)) return true
  return ANY_ADDRESS.includes(bare(host)) && isOwnAddress(bare(url.hostname))
}

const portOf = ({ port, protocol }: URL): string => port || (protocol === 'https:' ? '443' : '80')

function isOwnAddress(name: string): boolean {
  if (name === hostname().toLowerCase()) return true
  const addresses = Object.values(networkInterfaces()).flatMap(all => all ?? [])
  return addresses.some(({ address }) => address.toLowerCase() === name)
}
