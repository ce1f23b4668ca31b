// `startSandbox` as a test writer meets it.
import { expect, test } from 'vitest'
import { type SandboxOptions, startSandbox } from '../../harness/index.ts'

test.each([
  [{ clok: 'fast' }, 'there is no option "clok". Did you mean "clock"?'],
  [{ clock: 'slow' }, 'clock: expected "fast", "real" or "manual". See SandboxOptions.'],
  [{ port: -1 }, 'port: expected a number of at least 0'],
])('the option %j is refused with a sentence', async (options, reason) => {
  await expect(startSandbox(options as SandboxOptions)).rejects.toMatchObject({
    name: 'SandboxError',
    code: 'invalid-option',
    message: expect.stringContaining(`Cannot start the sandbox: ${reason}`),
  })
})

test('an option that is undefined is as if it were left out', async () => {
  const options = { clock: undefined, listen: false } as unknown as SandboxOptions
  await using sandbox = await startSandbox(options)

  expect(sandbox.ready().clock.mode).toBe('fast')
})

test('a customer is found by any id, whatever characters it has', async () => {
  await using sandbox = await startSandbox({
    listen: false,
    world: {
      bloomreach: { customers: [{ ids: { registered: 'ada@example.com', cookie: 'a/b ?#%41 ü' } }] },
    },
  })
  const { customer } = await sandbox.timeline('ada@example.com')

  for (const id of ['a/b ?#%41 ü', customer.id]) {
    expect((await sandbox.timeline(id)).customer).toEqual(customer)
  }
})
