// `referral-sandbox/vitest`: for each test a fresh sandbox, or a world of its own on one server; and matchers for what tests of a
// referral ask.
import { test as base, expect, inject } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from './index.ts'
import { openWorld } from './open-world.ts'
import type { SandboxWorld } from './sandbox-world.ts'
import type {} from './vitest-setup.ts'

interface Fixtures {
  /** Set it with `test.override({ sandboxOptions: … })`; without ports and on the manual clock unless told otherwise. */
  sandboxOptions: SandboxOptions
  /** Started before the test, stopped after it. */
  sandbox: Sandbox
  /**
   * A fork of the world that the global set-up `referral-sandbox/vitest-setup` started, deleted after the test. Without that set-up a
   * sandbox of its own, with ports.
   */
  world: SandboxWorld
}

/** Vitest's `test` with a fresh sandbox: `test('…', async ({ sandbox }) => { … })`. */
export const test = base.extend<Fixtures>({
  sandboxOptions: {},
  sandbox: async ({ sandboxOptions }, use) => {
    const sandbox = await startSandbox({ listen: false, clock: 'manual', ...sandboxOptions })
    await use(sandbox)
    await sandbox.stop()
  },
  world: async ({ sandboxOptions }, use) => {
    const server = inject('sandboxServer') as ReturnType<typeof inject<'sandboxServer'>> | undefined
    const world =
      server === undefined
        ? await startSandbox({ clock: 'manual', ...sandboxOptions })
        : await openWorld(server)
    await use(world)
    await world.stop()
  },
})

interface SandboxMatchers {
  /** The inbox has a mail to this address, and its text contains all of `texts`. */
  toHaveMailed(address: string, ...texts: string[]): Promise<void>
  /** A `campaign` event with these properties was tracked for the customer, for example `{ status: 'suppressed' }`. */
  toHaveTracked(customer: string, properties: Record<string, unknown>): Promise<void>
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends SandboxMatchers {}
}

expect.extend({
  async toHaveMailed(sandbox: Pick<SandboxWorld, 'inbox'>, address: string, ...texts: string[]) {
    const found = await sandbox.inbox.search(`to:"${address}"`)
    const mails = await Promise.all(found.map(mail => sandbox.inbox.read(mail.ID)))
    const bodies = mails.map(mail => `${mail.Subject}\n${mail.Text}\n${mail.HTML}`)
    const pass = bodies.some(body => texts.every(text => body.includes(text)))
    const wanted =
      texts.length === 0 ? '' : ` containing ${texts.map(text => JSON.stringify(text)).join(' and ')}`
    return {
      pass,
      message: () =>
        pass
          ? `expected no mail to ${address}${wanted}`
          : `expected a mail to ${address}${wanted}; the inbox has ${bodies.length} for this address:\n${bodies.join('\n---\n')}`,
    }
  },
  async toHaveTracked(
    sandbox: Pick<SandboxWorld, 'journal'>,
    customer: string,
    properties: Record<string, unknown>,
  ) {
    const { entries } = await sandbox.journal({ kind: 'bloomreach.campaign-event', customer, limit: 100_000 })
    const pass = entries.some(entry =>
      Object.entries(properties).every(([name, value]) => entry[name] === value),
    )
    return {
      pass,
      message: () =>
        `expected ${pass ? 'no' : 'a'} campaign event of ${customer} with ${JSON.stringify(properties)}; tracked: ${JSON.stringify(entries)}`,
    }
  },
})
