import { defineConfig } from 'cypress'
import { startSandbox } from 'referral-sandbox'

export default defineConfig({
  e2e: {
    supportFile: false,
    async setupNodeEvents(on, config) {
      const sandbox = await startSandbox({ world: 'referral.world.yaml' })
      on('after:run', () => sandbox.stop())
      on('task', {
        async startScenarios() {
          await sandbox.reset()
          await sandbox.startScenarios()
          await sandbox.settle()
          return null
        },
      })
      config.env.inbox = sandbox.inbox.url
      return config
    },
  },
})
