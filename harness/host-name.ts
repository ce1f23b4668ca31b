// Names of hosts as a URL has them: in lower case and ASCII, each part with something in it.

/** Undefined where it is no name and no address, or has a port. */
export function hostName(written: string): string | undefined {
  const { host, hostname = '' } = (/[@/\\?#]/.test(written) ? null : URL.parse(`http://${written}`)) ?? {}
  return host === hostname && isHostName(hostname) ? hostname : undefined
}

/** Of what a URL has for one. */
export const isHostName = (name: string): boolean =>
  name.startsWith('[') || name.split('.').every(part => /^[\w-]{1,63}$/.test(part))
