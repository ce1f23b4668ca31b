// Debian's chromium for tests that look at pages: skipped by name where there is none, required with CI=true.
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

export const noBrowser = existsSync(executablePath) ? undefined : `no browser at ${executablePath}`

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-features=IsolateSandboxedIframes,BackForwardCache',
      '--process-per-site',
      '--in-process-gpu',
      '--enable-features=NetworkServiceInProcess2',
      '--disable-site-isolation-trials',
      '--disable-gpu',
    ],
  })
}
