import { expect, test } from 'vitest'
import { createHostRouter } from '../../../harness/doors/host-router.ts'
import { WaysOut } from '../../../harness/doors/ways-out.ts'
import { answering } from '../../support/answering-server.ts'

test('a request leaves as it was made, not as a copy', async () => {
  const left: Request[] = []
  const fetch = new WaysOut().fetch(async request => {
    left.push(request)
    return new Response()
  })
  const request = new Request('https://integration.talon.one/')

  await fetch(request, { causedBy: 1 })

  expect(left[0]).toBe(request)
})

test('what is in flight breaks when the world is dropped, in process and over the network', async () => {
  let arrived = () => {}
  const inFlight = new Promise<void>(resolve => {
    arrived = resolve
  })
  await using server = await answering(() => arrived())
  const waysOut = new WaysOut()
  const never = () => new Promise<Response>(() => {})
  const fetch = waysOut.fetch(
    createHostRouter({ talonOne: never, bloomreach: never, own: () => undefined, allowHosts: [] }),
  )
  const outcomes = ['https://integration.talon.one/', server.url].map(url =>
    fetch(new Request(url), { causedBy: 1 }).catch((error: Error) => error.name),
  )
  await inFlight

  await waysOut.close()

  expect(await Promise.all(outcomes)).toEqual(['AbortError', 'AbortError'])
})
