// Three kinds of tests. Those of the packed package, which is made once, and those whose time goes into processes that they
// start come first, for they are the long ones. All others share the workers and their modules from file to file: they hand in
// what they change.
import { availableParallelism } from 'node:os'
import { defineConfig, type TestUserConfig } from 'vitest/config'

const everything = ['test/**/*.test.{ts,tsx}', 'contracts/**/*.test.ts']

const processes = ['test/contracts/telemetry.test.ts', 'test/harness/cli.test.ts']

const packed = ['test/package/*.test.ts']

const shared = {
  pool: 'forks',
  // Two more than there are cores: a file that waits for its processes leaves room.
  maxWorkers: availableParallelism() + 2,
  env: { PACT_DO_NOT_TRACK: 'true' },
  setupFiles: ['test/support/refuse-empty-tables.ts'],
  // For what hangs. What is slow is shown by the durations; on a loaded machine everything is.
  testTimeout: 120_000,
  hookTimeout: 120_000,
} satisfies TestUserConfig

// Vitest runs the projects in the order of their names.
export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'packed', include: packed, globalSetup: 'test/support/packed.ts' } },
      { test: { ...shared, name: 'processes', include: processes } },
      {
        test: {
          ...shared,
          name: 'shared',
          include: everything,
          exclude: [...packed, ...processes],
          isolate: false,
        },
      },
    ],
  },
})
