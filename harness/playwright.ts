// `referral-sandbox/playwright`: a fixture for Playwright's `test.extend`, which gives each test a world of its own.
import { openWorld, type SandboxWorld, type ServerOptions } from './open-world.ts'

export interface WorldFixtures {
  /** Where the sandbox runs: SANDBOX_URL, or where `referral-sandbox start` listens. Set it with `test.use({ sandboxServer: … })`. */
  sandboxServer: ServerOptions
  /** A fork of what the server has when the test begins, deleted after it. */
  world: SandboxWorld
}

type Use<T> = (value: T) => Promise<void>

/** `const test = base.extend<WorldFixtures>(worldFixtures)`. */
export const worldFixtures: {
  sandboxServer: [ServerOptions, { option: true }]
  world(given: { sandboxServer: ServerOptions }, use: Use<SandboxWorld>): Promise<void>
} = {
  sandboxServer: [{}, { option: true }],
  async world({ sandboxServer }, use) {
    const world = await openWorld(sandboxServer)
    await use(world)
    await world.stop()
  },
}
