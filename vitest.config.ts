import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}', 'contracts/**/*.test.ts'],
    pool: 'forks',
    env: { PACT_DO_NOT_TRACK: 'true' },
    testTimeout: 30_000,
  },
})
