// Mails that would act are opened in a browser, in every view: nothing runs, nothing is fetched from outside, nothing
// leaves its place, and no mail is gone afterwards.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, openBrowser } from '../support/browser.ts'
import { handOver } from '../support/mail-fields.ts'
import { embeddedInbox, type RunningInbox } from '../support/mailpit.ts'
import { sampled } from '../support/thoroughness.ts'
import { ACTING_MAILS } from './mails.ts'

// What carries a part comes last, and always all of it.
const mails = [...sampled(ACTING_MAILS.slice(0, -12)), ...ACTING_MAILS.slice(-12)]

const TABS = 2

/** Of a mail without HTML there is a page that says so, which is not framed. */
const hasHtml = (index: number): boolean => mails[index]?.includes('text/html') === true

/** The page with its frame for each; for every tenth the HTML alone and what shows text only. */
function viewsOf(id: string, index: number): string[] {
  if (!hasHtml(index)) return [`/view/${id}`, `/view/${id}.html`]
  const more = [`/view/${id}.html`, `/view/${id}?tab=source`, `/view/${id}?tab=headers`, `/view/${id}.txt`]
  return [`/view/${id}`, ...(index % 10 === 0 ? more : [])]
}

/** The HTML alone of so many mails in frames of one page of the inbox's own origin, which forbids them nothing. */
const FRAMES = 20

async function showFramed(page: Page, inbox: RunningInbox, ids: readonly string[]): Promise<string[]> {
  const host = `${inbox.url}/frames`
  const urls = ids.map(id => `${inbox.url}/view/${id}.html`)
  const body = urls.map(url => `<iframe src="${url}"></iframe>`).join('')
  await page.route(host, route => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(host, { waitUntil: 'load' })
  await page.unroute(host)
  const frames = page.mainFrame().childFrames()
  const scripts = await Promise.all(frames.map(frame => frame.evaluate(() => document.scripts.length)))
  return [
    ...(page.url() === host ? [] : [`a frame led its page to ${page.url()}`]),
    ...urls.filter((url, index) => frames[index]?.url() !== url).map(url => `${url} left its frame`),
    ...urls.filter((_, index) => scripts[index] !== 0).map(url => `scripts at ${url}`),
  ]
}

const skipped = noBrowser !== undefined && process.env.CI !== 'true'

describe.skipIf(skipped)(`in a browser${skipped ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser
  let inbox: RunningInbox
  beforeAll(async () => {
    browser = await openBrowser()
    inbox = await embeddedInbox.start()
  })
  afterAll(async () => {
    await browser?.close()
    await inbox?.stop()
  })

  test('no mail acts in any view', async () => {
    expect(ACTING_MAILS.length).toBeGreaterThan(100)
    const ids: string[] = []
    for (let from = 0; from < mails.length; from += 60)
      ids.push(...(await Promise.all(mails.slice(from, from + 60).map(raw => handOver(inbox, raw)))))
    const acted: string[] = []
    const context = await browser.newContext({ acceptDownloads: true })
    context.on('dialog', dialog => {
      acted.push(`dialog at ${dialog.page()?.url()}`)
      void dialog.dismiss()
    })
    context.on('request', request => {
      const isOwn = request.url().startsWith(inbox.url) || request.url().startsWith('data:')
      if (!isOwn || request.method() !== 'GET') acted.push(`${request.method()} ${request.url()}`)
    })
    const pages = await Promise.all(Array.from({ length: TABS }, () => context.newPage()))
    context.on('page', popup => acted.push(`popup at ${popup.url()}`))
    const waiting = ids.flatMap(viewsOf)
    const withHtml = ids.filter((_, index) => hasHtml(index))
    const framed = Array.from({ length: Math.ceil(withHtml.length / FRAMES) }, (_, group) =>
      withHtml.slice(group * FRAMES, (group + 1) * FRAMES),
    )
    await Promise.all(
      pages.map(async page => {
        for (let group = framed.shift(); group !== undefined; group = framed.shift())
          acted.push(...(await showFramed(page, inbox, group)))
        for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
          await page.goto(inbox.url + path, { waitUntil: 'load' })
          if (page.url() !== inbox.url + path) acted.push(`${path} led to ${page.url()}`)
          const scripts = await page.evaluate(
            own => [...document.scripts].filter(({ src, text }) => src !== own || text !== '').length,
            `${inbox.url}/inbox.js`,
          )
          if (scripts > 0) acted.push(`${scripts} scripts at ${path}`)
        }
      }),
    )
    const list = (await (await fetch(`${inbox.url}/api/v1/messages?limit=0`)).json()) as {
      messages: unknown[]
    }
    await context.close()

    expect(acted).toEqual([])
    expect(list.messages).toHaveLength(mails.length)
  }, 180_000)

  test('no part is shown in the origin of the inbox', async () => {
    const list = (await (await fetch(`${inbox.url}/api/v1/messages?limit=0`)).json()) as {
      messages: { ID: string }[]
    }
    const paths: string[] = []
    for (const { ID } of list.messages) {
      const message = (await (await fetch(`${inbox.url}/api/v1/message/${ID}`)).json()) as {
        Inline: { PartID: string }[]
        Attachments: { PartID: string }[]
      }
      const parts = [...message.Inline, ...message.Attachments]
      paths.push(...parts.map(({ PartID }) => `/api/v1/message/${ID}/part/${PartID}`))
    }
    const page = await browser.newPage()
    expect(paths.length).toBeGreaterThanOrEqual(9)
    for (const path of paths) {
      const download = page.waitForEvent('download')
      await page.goto(inbox.url + path).catch(() => undefined)
      expect((await download).url()).toBe(inbox.url + path)
    }
    await page.close()
  })
})
