// What a browser really sends: a page of another origin, forms, pictures, and a name that leads here.
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'
import { answering } from '../../support/answering-server.ts'
import { noBrowser, openBrowser } from '../../support/browser.ts'

let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  if (noBrowser === undefined) browser = await openBrowser()
})
afterAll(() => browser?.close())

const evil = () =>
  answering((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Evil</title>'),
  )

test.skipIf(noBrowser)('a page of another origin neither changes nor reads anything', async () => {
  await using sandbox = await startSandbox()
  await using site = await evil()
  await sandbox.startScenarios()
  await sandbox.settle()
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  await page.goto(site.url)

  const outcomes = await page.evaluate(
    async ([control, inbox]) => {
      const tried = (url: string, init?: RequestInit) =>
        fetch(url, init).then(
          response => `${response.type} ${response.status}`,
          () => 'failed',
        )
      const form = (action: string) =>
        new Promise<string>(resolve => {
          document.body.innerHTML = `<iframe name="f"></iframe><form method="post" target="f" action="${action}"></form>`
          document.querySelector('iframe')?.addEventListener('load', () => resolve('sent'), { once: true })
          document.querySelector('form')?.submit()
        })
      const picture = (src: string) =>
        new Promise<string>(resolve => {
          const image = new Image()
          image.addEventListener('load', () => resolve('seen'))
          image.addEventListener('error', () => resolve('failed'))
          image.src = src
        })
      return [
        await tried(`${control}/_sandbox/reset`, { method: 'POST', mode: 'no-cors' }),
        await tried(`${control}/_sandbox/reset`, { method: 'POST', mode: 'no-cors', body: '{}' }),
        await tried(`${control}/_sandbox/journal`),
        await tried(`${inbox}/api/v1/messages`),
        await tried(`${inbox}/api/v1/messages`, { method: 'DELETE' }),
        await form(`${control}/_sandbox/reset`),
        await picture(`${control}/_sandbox/journal`),
      ]
    },
    [sandbox.url, sandbox.inbox.url] as const,
  )

  // An opaque answer is one that the page cannot look into: it was refused.
  expect(outcomes).toEqual(['opaque 0', 'opaque 0', 'failed', 'failed', 'failed', 'sent', 'failed'])
  expect(await sandbox.inbox.list()).toHaveLength(3)
  expect((await sandbox.clock.state()).now).toBe('2026-01-05T09:01:00.000Z')
})

test.skipIf(noBrowser)('the console frames nowhere, and its own style is let through', async () => {
  await using sandbox = await startSandbox()
  await using site = await evil()
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  const complaints: string[] = []
  page.on('console', message => complaints.push(message.text()))

  await page.goto(sandbox.url)
  const width = await page.locator('.page').evaluate(shown => getComputedStyle(shown).maxWidth)
  expect(width).not.toBe('none')
  expect(complaints.filter(text => text.includes('Content Security Policy'))).toEqual([])

  await page.goto(site.url)
  const framed = await page.evaluate(async url => {
    document.body.innerHTML = `<iframe src="${url}"></iframe>`
    const frame = document.querySelector('iframe')
    await new Promise(resolve => frame?.addEventListener('load', resolve, { once: true }))
    return frame?.contentDocument === null
  }, `${sandbox.url}/console`)
  expect(framed).toBe(true)
  expect(complaints.join()).toContain('frame-ancestors')
})
