import { expect, test } from 'vitest'
import { run } from '../../../../harness/inbox/reading/errands.ts'
import { ReadingThread } from '../../../../harness/inbox/reading/thread.ts'

/** Its check takes minutes. */
const html = '<p style="color:red"><a href="x">x</a></p>'.repeat(80_000)

test('what takes too long is done plainly, and the next errand is done', async () => {
  const thread = new ReadingThread(run, 200)

  const [check, read] = await Promise.all([
    thread.run({ kind: 'check', html }),
    thread.run({ kind: 'read', raw: Buffer.from('Subject: s\r\n\r\nhello') }),
  ])
  await thread.stop()

  expect(check).toBeUndefined()
  expect(read).toMatchObject({ content: { text: 'hello' } })
})

test('what cannot be done at all is refused, and the next errand is done', async () => {
  const thread = new ReadingThread(run)

  const [sanitized, check] = await Promise.allSettled([
    thread.run({ kind: 'sanitize', html: 1 as never, parts: [] }),
    thread.run({ kind: 'check', html: '<p>x</p>' }),
  ])
  await thread.stop()

  expect(sanitized).toMatchObject({
    status: 'rejected',
    reason: { message: expect.stringMatching(/^Cannot read the mail: TypeError/) },
  })
  expect(check).toMatchObject({ status: 'fulfilled', value: { Total: { Nodes: 1 } } })
})
