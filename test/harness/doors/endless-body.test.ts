// A request whose body never ends keeps time from moving only as long as the door waits for it.
import { connect } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openHttpServer } from '../../../harness/doors/http-server.ts'
import { type Sandbox, startSandbox } from '../../../harness/index.ts'

const doors = (sandbox: Sandbox) => {
  const { talonOne, bloomreach } = sandbox
  return [
    [talonOne, `PUT /v2/customer_sessions/1`, `ApiKey-v1 ${talonOne.keyFor('none')}`],
    [talonOne, `POST /v1/referrals`, `ApiKey-v1 ${talonOne.keyFor('none')}`],
    [
      bloomreach,
      `POST /track/v2/projects/${bloomreach.projectToken}/customers`,
      `Basic ${btoa(`${bloomreach.apiKeyId}:${bloomreach.apiSecret}`)}`,
    ],
  ] as const
}

test.each([0, 1, 2])('settle outlasts a request of house %i whose body never ends', async which => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => told.mockRestore())
  await using sandbox = await startSandbox({ listen: false })
  const [house, line, authorization] = doors(sandbox)[which] ?? doors(sandbox)[0]
  const held = async () => (await sandbox.clock.state()).heldBy
  const arrived = Promise.withResolvers<Awaited<ReturnType<typeof held>>>()
  const door = await openHttpServer({
    // Looked at before any timer can end it.
    fetch: (request, env) => {
      const answer = house.app.fetch(request, env as object)
      arrived.resolve(held())
      return answer
    },
    host: '127.0.0.1',
    port: 0,
    purpose: 'the test',
    option: 'port',
    arrivesWithinMs: 50,
  })
  onTestFinished(() => door.stop())
  const socket = connect(door.port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())

  socket.write(
    `${line} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n`,
  )
  const heldBy = await arrived.promise
  await sandbox.settle()

  expect(heldBy).toEqual([{ what: line, forMs: expect.any(Number) }])
  expect(await held()).toBeUndefined()
  expect(told).not.toHaveBeenCalled()
})
