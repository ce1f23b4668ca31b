// Where each vendor is reached in production: the host names that lead to its emulator.

export type Vendor = 'talonOne' | 'bloomreach'

/** One or more labels and a dot before the vendor's own domain. */
const BELOW = String.raw`(?:[a-z0-9_-]+\.)+`

const DOMAINS: Readonly<Record<Vendor, readonly string[]>> = {
  talonOne: [String.raw`${BELOW}talon\.one`, String.raw`talon\.one`],
  // [D] about, [C] the vendor's clients: an instance has a host of its own, for example api-cis.exponea.com,
  // uk1-api.eng.bloomreach.com; uqa.api.exponea.dev.
  bloomreach: [
    String.raw`${BELOW}exponea\.(?:com|dev)`,
    String.raw`${BELOW}eng\.bloomreach\.com`,
    String.raw`(?:[a-z0-9]+-)?api-engagement\.bloomreach\.com`,
  ],
}

const hostPattern = (vendor: Vendor) => new RegExp(`^(?:${DOMAINS[vendor].join('|')})$`)

const HOSTS: Readonly<Record<Vendor, RegExp>> = {
  talonOne: hostPattern('talonOne'),
  bloomreach: hostPattern('bloomreach'),
}

/** As `URL.hostname` has it: in lower case. */
export const isHostOf = (vendor: Vendor, hostname: string): boolean => HOSTS[vendor].test(hostname)

/** Every HTTPS address of a vendor, whole, for a client that matches addresses. */
export const addressesOf = (vendor: Vendor): RegExp =>
  new RegExp(`^https://(?:${DOMAINS[vendor].join('|')})(?::[0-9]+)?/`, 'i')
