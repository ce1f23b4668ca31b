// The pace of a live run: one request after the other, a pause after each answer, three in any second.
import { expect, test } from 'vitest'
import { createSend, type Pause, vendorPace } from '../../contracts/live/send.ts'
import { answering } from '../support/answering-server.ts'

const PER_SECOND = 3

/** Sends several at once to a tenant that notes each request and answers with the status it is told. */
async function sendAtOnce(paths: readonly string[], pause: Pause, answer: (path: string) => number) {
  await using tenant = await answering(({ url = '' }, response) => response.writeHead(answer(url)).end())
  const send = createSend([new URL(tenant.url).host], pause)
  return await Promise.all(paths.map(async path => (await send(new Request(tenant.url + path))).status))
}

test('requests that are sent at once leave one after the other, with a pause after each answer', async () => {
  const story: string[] = []
  const pause = async () => void story.push('pause')

  const statuses = await sendAtOnce(['/1', '/2', '/3'], pause, path => {
    story.push(path)
    return 200
  })

  expect(story.slice(0, 5)).toEqual(['/1', 'pause', '/2', 'pause', '/3'])
  expect(statuses).toEqual([200, 200, 200])
})

test('a request that fails is followed by its pause too', async () => {
  const story: string[] = []
  const send = createSend(['127.0.0.1:9'], async () => void story.push('pause'))

  await expect(send(new Request('http://127.0.0.1:9/'))).rejects.toThrow('Cannot reach 127.0.0.1:9')
  await expect(send(new Request('http://127.0.0.1:9/'))).rejects.toThrow('Cannot reach 127.0.0.1:9')

  expect(story[0]).toBe('pause')
})

test('at the pace of a live run a tenant that refuses the fourth request of a second refuses none', async () => {
  const seen: number[] = []

  const statuses = await sendAtOnce(['/1', '/2', '/3', '/4', '/5'], vendorPace, () => {
    const now = performance.now()
    const lately = seen.filter(at => now - at < 1_000).length
    seen.push(now)
    return lately < PER_SECOND ? 200 : 429
  })

  expect(statuses).toEqual([200, 200, 200, 200, 200])
})
