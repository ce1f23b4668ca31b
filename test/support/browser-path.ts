// Where the browser is: the one that CHROMIUM names, or Debian's; the one without a window of its own, which does the same with less, first.
import { existsSync } from 'node:fs'

// The program itself: what stands in /usr/bin starts it as a child, which would outlive it.
const KNOWN = ['/usr/lib/chromium/chromium-headless-shell', '/usr/bin/chromium']

export const executablePath =
  process.env.CHROMIUM ?? KNOWN.find(path => existsSync(path)) ?? '/usr/bin/chromium'

/** Why no page can be looked at here. */
export const noBrowser = existsSync(executablePath) ? undefined : `no browser at ${executablePath}`
