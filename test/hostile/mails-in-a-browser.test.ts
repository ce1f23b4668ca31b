// Mails that would act are opened in a browser, in every view: nothing runs, nothing is fetched from outside, nothing
// leaves its place, and no mail is gone afterwards.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BareTab, type BrowserEvent, bareBrowser } from '../support/bare-browser.ts'
import { noBrowser, openBrowser } from '../support/browser.ts'
import { framingDoor } from '../support/framing-door.ts'
import { handOver } from '../support/mail-fields.ts'
import { embeddedInbox, type RunningInbox } from '../support/mailpit.ts'
import { isFull, sampled } from '../support/thoroughness.ts'
import { ACTING_MAILS } from './mails.ts'

// What carries a part comes last, and always all of it.
const mails = [...sampled(ACTING_MAILS.slice(0, -12)), ...ACTING_MAILS.slice(-12)]

/** Mails on one page. */
const FRAMED = 10

/** A mail as HTML: the page with its frame, and alone. */
const htmlViews = (id: string): string[] => [`/view/${id}`, `/view/${id}.html`]

/** A mail as text. */
const textViews = (id: string): string[] => [
  ...['text', 'headers', 'source'].map(tab => `/view/${id}?tab=${tab}`),
  `/view/${id}.txt`,
]

/** To go somewhere costs a browser more than all else: of the views as text each mail has another one framed. */
const framedOf = (id: string, index: number): string[] => [
  ...htmlViews(id),
  ...textViews(id).slice(index % 4, (index % 4) + 1),
]

/** All of the pages with text, in a page that forbids them nothing. */
async function showInside(tab: BareTab, paths: readonly string[]): Promise<void> {
  const shown = `(async () => {
    for (const path of ${JSON.stringify(paths)}) {
      const text = await (await fetch(path)).text()
      document.body.appendChild(document.createElement('div')).innerHTML = text
    }
  })()`
  await tab.send('Runtime.evaluate', { expression: shown, awaitPromise: true })
}

interface Frame {
  frame: { url: string }
  childFrames?: Frame[]
}

interface DomNode {
  nodeName: string
  documentURL?: string
  attributes?: string[]
  children?: DomNode[]
  contentDocument?: DomNode
}

interface Shown {
  framed?: readonly string[]
  inside?: readonly string[]
}

/** A page: who left its place, and where there is a script that is not the inbox's. */
async function show(tab: BareTab, url: string, { framed = [], inside = [] }: Shown = {}): Promise<string[]> {
  await tab.show(url)
  if (inside.length > 0) await showInside(tab, inside)
  const { frameTree } = await tab.send<{ frameTree: Frame }>('Page.getFrameTree')
  const { root } = await tab.send<{ root: DomNode }>('DOM.getDocument', { depth: -1, pierce: true })
  const frames = frameTree.childFrames ?? []
  const left = (wanted: string, frame: Frame | undefined) =>
    frame?.frame.url === wanted ? [] : [`${wanted} led to ${frame?.frame.url}`]
  return [
    ...left(url, frameTree),
    ...framed.flatMap((wanted, index) => left(wanted, frames[index])),
    ...frames.flatMap(({ frame, childFrames = [] }) =>
      childFrames.flatMap(inner => left(`${frame.url.split('?')[0]}.html?embed=1`, inner)),
    ),
    ...strangeScripts(root, url),
  ]
}

/** A page of the inbox has its own, the HTML of a mail has none. */
function strangeScripts(node: DomNode, within: string): string[] {
  const at = node.documentURL ?? within
  const isStrange =
    node.nodeName.toUpperCase() === 'SCRIPT' &&
    (at.includes('.html') ||
      node.attributes?.join(' ') !== 'type module src /inbox.js' ||
      node.children?.length)
  const inside = [
    ...(node.children ?? []),
    ...(node.contentDocument === undefined ? [] : [node.contentDocument]),
  ]
  return [...(isStrange ? [`a script at ${at}`] : []), ...inside.flatMap(part => strangeScripts(part, at))]
}

/** Whatever is asked for elsewhere, or opened, or would change something. */
function watching(acted: string[], own: readonly string[]): BrowserEvent {
  return (method, params) => {
    if (method === 'Page.javascriptDialogOpening' || method === 'Page.windowOpen')
      acted.push(`${method} ${JSON.stringify(params)}`)
    if (method !== 'Network.requestWillBeSent') return
    const { url, method: by } = params.request as { url: string; method: string }
    if (by !== 'GET' || !own.some(begin => url.startsWith(begin))) acted.push(`${by} ${url}`)
  }
}

const skipped = noBrowser !== undefined

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
    await using door = await framingDoor(inbox)
    const groups = Array.from({ length: Math.ceil(ids.length / FRAMED) }, (_, group) =>
      ids.slice(group * FRAMED, (group + 1) * FRAMED),
    )
    const asBrowser = async (url: string) => {
      await using bare = await bareBrowser()
      const tab = await bare.openTab(watching(acted, [inbox.url, url, 'data:']))
      for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
        const paths = group.flatMap(framedOf)
        const inside = group.flatMap(id => textViews(id).slice(0, -1))
        const framed = paths.map(path => url + path)
        acted.push(...(await show(tab, url + door.pageOf(paths), { framed, inside })))
        // And one as the inbox itself shows it.
        for (const path of htmlViews(group[0] ?? '')) acted.push(...(await show(tab, inbox.url + path)))
      }
    }
    await Promise.all(Array.from({ length: isFull ? 2 : 1 }, () => asBrowser(door.url)))
    const list = (await (await fetch(`${inbox.url}/api/v1/messages?limit=0`)).json()) as {
      messages: unknown[]
    }

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
