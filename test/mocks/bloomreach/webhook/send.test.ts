import { expect, test } from 'vitest'
import { bloomreachSettings } from '../../../../mocks/bloomreach/settings.ts'
import { sendRequest } from '../../../../mocks/bloomreach/webhook/send.ts'
import { createWorld } from '../../../../mocks/kit/world.ts'

const request = { method: 'GET', url: 'https://a.example/', headers: [], body: undefined }
const send = (answer: (request: Request) => Response) =>
  sendRequest(
    request,
    { fetch: async asked => answer(asked), settings: bloomreachSettings(), world: createWorld() },
    7,
  )

test('a redirect is left to the answer, never followed', async () => {
  let redirect = ''

  await send(asked => {
    redirect = asked.redirect
    return new Response()
  })

  expect(redirect).toBe('manual')
})

test('a letter may stand between two parts of an answer', async () => {
  const [first, second] = [Buffer.from('ž').subarray(0, 1), Buffer.from('ž').subarray(1)]
  const body = new ReadableStream({
    start(stream) {
      for (const part of [first, second]) stream.enqueue(new Uint8Array(part))
      stream.close()
    },
  })

  expect(await send(() => new Response(body))).toMatchObject({ kind: 'answered', text: 'ž' })
})

test('an answer that says it is longer than the cap is not read', async () => {
  const asked: string[] = []
  const body = new ReadableStream(
    {
      pull: () => {
        asked.push('pull')
      },
      cancel: () => {
        asked.push('cancel')
      },
    },
    { highWaterMark: 0 },
  )

  expect(await send(() => new Response(body, { headers: { 'content-length': '65537' } }))).toMatchObject({
    kind: 'too-large',
  })
  expect(asked).toEqual(['cancel'])
})

test('a request that cannot be made is refused, not unreachable', async () => {
  const fetch = () => Promise.reject(new Error('sent'))
  const headers: [string, string][] = [['X-A', 'Ž']]

  expect(
    await sendRequest(
      { ...request, headers },
      { fetch, settings: bloomreachSettings(), world: createWorld() },
      7,
    ),
  ).toEqual({
    kind: 'refused',
    message: expect.stringMatching(/^The request cannot be made: .+\.$/),
  })
})

test('a connection that is given up is unreachable, a bug goes on', async () => {
  const given = new DOMException('given up', 'AbortError')

  expect(
    await send(() => {
      throw given
    }),
  ).toEqual({ kind: 'unreachable', message: 'The connection failed: given up.' })
  await expect(
    send(() => {
      throw new Error('a bug')
    }),
  ).rejects.toThrow('a bug')
})
