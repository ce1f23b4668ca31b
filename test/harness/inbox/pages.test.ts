// The pages for people: the list, its search, one mail with its views.
import { expect, test } from 'vitest'
import { ENVELOPE, inboxWithoutPorts, rawMail } from '../../support/inbox.ts'

async function inboxWith(...mails: Buffer[]) {
  const inbox = await inboxWithoutPorts()
  const ids: string[] = []
  for (const mail of mails) ids.push((await inbox.deliver(mail, ENVELOPE)).id ?? '')
  const page = async (path: string) => (await inbox.app.request(path)).text()
  return { inbox, ids, page }
}

const htmlMail = (html: string) =>
  rawMail({ 'Content-Type': 'text/html; charset=utf-8', Subject: 'Rich' }, html)

test('an empty inbox explains the next step', async () => {
  const { page } = await inboxWith()

  expect(await page('/')).toMatch(/No mails yet.*Start a scenario/s)
})

test('lists mails with sender, recipient, subject, time and tags, and links to each', async () => {
  const { ids, page } = await inboxWith(rawMail({ From: 'Shop <shop@example.com>', 'X-Tags': 'run 1' }))

  const list = await page('/')

  expect(list).toMatch(/^<!doctype html><html lang="en">/)
  expect(list).toContain(`<a class="subject" href="/view/${ids[0]}">`)
  expect(list).toMatch(/ada@example\.com.*from Shop.*Hello.*5 Jan 2026, 09:00:00.*run 1/s)
  expect(list).toContain('1 mail · 1 unread')
})

test('searches with the same words as the API', async () => {
  const { page } = await inboxWith(rawMail({ Subject: 'one' }), rawMail({ Subject: 'two' }))

  const found = await page('/?q=subject%3Aone')

  expect(found).toContain('1 mail of 2')
  expect(found).toContain('value="subject:one"')
  expect(found).not.toContain('>two<')
  expect(await page('/?q=nothing-like-it')).toContain('No mail matches')
})

test('pages through a long list', async () => {
  const { page } = await inboxWith(...Array.from({ length: 51 }, (_, i) => rawMail({ Subject: `mail ${i}` })))

  expect(await page('/')).toMatch(/1 to 50 of 51.*<a href="\/\?start=50">Older/s)
  expect(await page('/?start=50')).toMatch(/<a href="\/\?start=0">Newer.*51 to 51 of 51/s)
})

test('shows the HTML of a mail in a frame that may do nothing', async () => {
  const { inbox, ids, page } = await inboxWith(
    htmlMail('<p>Code <a href="https://shop.example/?a=1">here</a></p>'),
  )

  const message = await page(`/view/${ids[0]}`)

  expect(message).toMatch(new RegExp(`<iframe [^>]*src="/view/${ids[0]}\\.html\\?embed=1" sandbox=""`))
  expect(message).toMatch(/Links in this mail.*href="https:\/\/shop\.example\/\?a=1"/s)
  expect(inbox.store.unread).toBe(0)
})

test('blocks remote content in that frame', async () => {
  const { inbox, ids } = await inboxWith(htmlMail('<img src="https://tracker.example/x.gif">'))

  const embedded = await inbox.app.request(`/view/${ids[0]}.html?embed=1`)

  const policy = embedded.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("img-src 'self' data:;")
  expect(policy).toMatch(/sandbox$/)
})

test("shows the mail's own pictures in that frame", async () => {
  const part = 'Content-Type: image/gif\r\nContent-ID: <pic>\r\nContent-Disposition: inline\r\n\r\nGIF89a'
  const body = `--b\r\nContent-Type: text/html\r\n\r\n<img src="cid:pic">\r\n--b\r\n${part}\r\n--b--\r\n`
  const { inbox, ids, page } = await inboxWith(
    rawMail({ 'Content-Type': 'multipart/related; boundary=b' }, body),
  )

  const [, picture = ''] = /src="([^"]+)"/.exec(await page(`/view/${ids[0]}.html?embed=1`)) ?? []
  // A sandboxed frame asks with the origin "null".
  const answer = await inbox.app.request(picture, { headers: { Origin: 'null' } })

  expect([answer.status, await answer.text()]).toEqual([200, 'GIF89a'])
})

test('offers text, headers and source as plain links', async () => {
  const { ids, page } = await inboxWith(htmlMail('<p>Code <b>ABCD</b></p>'))
  const tab = (name: string) => page(`/view/${ids[0]}?tab=${name}`)

  expect(await tab('html')).toMatch(/aria-current="page">HTML</)
  expect(await tab('text')).toContain('Code *ABCD*')
  expect(await tab('headers')).toMatch(/<th scope="row">Return-Path<\/th><td>&lt;shop@example\.com&gt;</)
  expect(await tab('source')).toContain('&lt;p&gt;Code')
})

test('a text mail opens with its text and has no HTML view', async () => {
  const { ids, page } = await inboxWith(rawMail())

  const message = await page(`/view/${ids[0]}?tab=html`)

  expect(message).toContain('Hello there')
  expect(message).not.toContain('<iframe')
})

test('shows what a mail says, never runs it', async () => {
  const { ids, page } = await inboxWith(
    rawMail({ Subject: '<script>alert(1)</script>' }, '<script>alert(2)</script>'),
  )

  for (const path of ['/', '/?q=%3Cscript%3E', `/view/${ids[0]}`, `/view/${ids[0]}?tab=source`]) {
    const own = '<script type="module" src="/inbox.js"></script>'
    expect((await page(path)).replace(own, '')).not.toContain('<script')
  }
})

test('an unknown mail is a 404 that leads back', async () => {
  const { inbox } = await inboxWith()

  const answer = await inbox.app.request('/view/unknown')

  expect(answer.status).toBe(404)
  expect(await answer.text()).toMatch(/No such mail.*href="\/"/s)
})

test('loads nothing but its own stylesheet and script', async () => {
  const { inbox } = await inboxWith()

  const answer = await inbox.app.request('/')

  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*style-src 'self'/)
  expect((await inbox.app.request('/inbox.css')).headers.get('content-type')).toContain('text/css')
})
