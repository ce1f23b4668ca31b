// The one browser of a run: its start costs as much as several tests. Each file that connects has its own contexts in it.
import { chromium } from 'playwright-core'
import { executablePath } from './browser-path.ts'
import type { Made } from './made.ts'

export async function startBrowser(): Promise<Made> {
  const server = await chromium.launchServer({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // The popups of its address bar are pages of some hundred scripts, which every window would load.
      '--disable-features=IsolateSandboxedIframes,BackForwardCache,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
      '--process-per-site',
      '--in-process-gpu',
      '--enable-features=NetworkServiceInProcess2',
      '--disable-site-isolation-trials',
      '--disable-gpu',
    ],
  })
  return { place: server.wsEndpoint(), putAway: () => server.close() }
}
