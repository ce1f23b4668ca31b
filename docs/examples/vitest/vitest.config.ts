import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: 'referral-sandbox/vitest-setup',
    provide: { sandboxOptions: { world: 'referral.world.yaml' } },
  },
})
