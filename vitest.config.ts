// All files share the workers and their modules from file to file: they hand in what they change. One needs a process of its
// own: what it watches for is decided once for a process.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig, type TestUserConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

// What workers and the processes of tests read in, they find compiled.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url))

const alone = ['test/contracts/telemetry.test.ts']

// Whoever names files or a folder waits for these alone: all of them run, through a browser too.
const isNamed = process.argv
  .slice(2)
  .some(word => !word.startsWith('-') && /\.test\b|\b(test|contracts)\//.test(word))

// The package is built and packed anew after each change of the sources: for `.ci/run`, and for who names its tests.
const shipped = isNamed || process.env.HOSTILE === 'full' ? [] : ['test/package/**']

const every = {
  pool: 'forks',
  // One more than there are cores: a file that waits for its processes leaves room, and each worker reads in everything anew.
  maxWorkers: availableParallelism() + 1,
  env: {
    PACT_DO_NOT_TRACK: 'true',
    NAMED: String(isNamed),
  },
  // Node itself reads the sources in: they keep their lines and columns, and what one run has compiled the next one finds.
  experimental: { viteModuleRunner: false, nodeLoader: false },
  // Most code of tests runs a few times: it pays to compile it plainly at once.
  execArgv: ['--always-sparkplug', '--import', new URL('test/support/jsx-in-node.ts', import.meta.url).href],
  setupFiles: ['test/support/refuse-empty-tables.ts'],
  // For what hangs. What is slow is shown by the durations; on a loaded machine everything is.
  testTimeout: 120_000,
  hookTimeout: 120_000,
} satisfies TestUserConfig

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...every, name: 'alone', include: alone } },
      {
        test: {
          ...every,
          name: 'shared',
          include: ['test/**/*.test.{ts,tsx}', 'contracts/**/*.test.ts'],
          exclude: [...alone, ...shipped],
          isolate: false,
          globalSetup: 'test/support/shared-setup.ts',
        },
      },
    ],
  },
})
