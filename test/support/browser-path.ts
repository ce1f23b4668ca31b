// Where the browser is: Debian's chromium, or the one that CHROMIUM names.
import { existsSync } from 'node:fs'

export const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Why no page can be looked at here. */
export const noBrowser = existsSync(executablePath) ? undefined : `no browser at ${executablePath}`
