// The image of this repository (`docker build --tag referral-sandbox .` in a checkout) around a test of any runner; here Node's own.
// npm install --save-dev testcontainers referral-sandbox
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { connect } from 'referral-sandbox/worlds'
import { GenericContainer, Wait } from 'testcontainers'

let container
let server

before(async () => {
  container = await new GenericContainer('referral-sandbox')
    .withExposedPorts(4400, 8025)
    .withCopyFilesToContainer([
      { source: 'referral.world.yaml', target: '/world/referral.world.yaml' },
      { source: 'referral-email.scenario.yaml', target: '/world/referral-email.scenario.yaml' },
    ])
    .withEnvironment({ SANDBOX_WORLD: '/world/referral.world.yaml', SANDBOX_CLOCK: 'manual' })
    .withWaitStrategy(Wait.forHealthCheck())
    .start()
  server = await connect({ url: `http://${container.getHost()}:${container.getMappedPort(4400)}` })
})

after(() => container?.stop())

test('the code that Talon.One created is in the mail', async () => {
  const world = await server.fork()
  await world.startScenarios()
  await world.clock.advance('1m')

  const inbox = `http://${container.getHost()}:${container.getMappedPort(8025)}${new URL(world.url).pathname}`
  const { messages } = await (await fetch(`${inbox}/api/v1/search?query=to:ada@example.com`)).json()

  assert.match(messages[0].Snippet, /[A-Z0-9]{4}-[A-Z0-9]{4}/)
  await world.stop()
})
