// Names of hosts as a URL has them: in lower case and ASCII, each part with something in it.

/** As a URL has it, with or without a port; undefined where more than a host is written. */
export const urlOfHost = (written: string): URL | undefined =>
  (/[@/\\?#]/.test(written) ? null : URL.parse(`http://${written}`)) ?? undefined

/** Undefined where it is no name and no address, or has a port. */
export function hostName(written: string): string | undefined {
  const { host, hostname = '' } = urlOfHost(written) ?? {}
  return host === hostname && isHostName(hostname) ? hostname : undefined
}

/** Of what a URL has for one. */
export const isHostName = (name: string): boolean =>
  name.startsWith('[') || name.split('.').every(part => /^[\w-]{1,63}$/.test(part))
