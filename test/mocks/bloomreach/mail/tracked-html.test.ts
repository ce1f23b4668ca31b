import { describe, expect, test } from 'vitest'
import { automaticUtm, trackedHtml } from '../../../../mocks/bloomreach/mail/tracked-html.ts'
import { givenBloomreach } from '../../../support/bloomreach.ts'

const publicUrl = 'http://127.0.0.1:4400'

function tracked(
  html: string,
  {
    links = 'automatic',
    utm = {},
  }: { links?: 'automatic' | 'manual' | 'off'; utm?: Record<string, string> } = {},
) {
  const { sentMails } = givenBloomreach()
  const mail = sentMails.register({ customerId: 'c', recipient: 'a@b.c', campaign: {} })
  const result = trackedHtml(html, { mail, publicUrl, links, utm })
  return { html: result.replaceAll(mail.id, 'ID'), links: mail.links }
}

const PIXEL = `<img src="${publicUrl}/e/ID/open.gif" width="1" height="1" alt="">`

describe('links', () => {
  test('each link leads through the sandbox, and the text around stays', () => {
    const { html, links } = tracked(
      `<p>1 > 0</p><a class='x' href="https://a.example/">A</a> <A data-href="https://no.example" HREF='https://b.example'>B</A><area href=https://c.example >`,
    )

    expect(html).toBe(
      `<p>1 > 0</p><a class='x' href="${publicUrl}/e/ID/click/0">A</a> <A data-href="https://no.example" HREF='${publicUrl}/e/ID/click/1'>B</A><area href="${publicUrl}/e/ID/click/2" >${PIXEL}`,
    )
    expect(links).toEqual(['https://a.example/', 'https://b.example/', 'https://c.example/'])
  })

  test.each([
    '<a href="mailto:ada@example.com">x</a>',
    '<a href="tel:+47">x</a>',
    '<a href="#top">x</a>',
    '<a href="/relative">x</a>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="">x</a>',
    '<a name="x">x</a>',
    '<link href="https://a.example/style.css">',
    '<abbr href="https://a.example/">x</abbr>',
    '<!-- <a href="https://a.example/">x</a> -->',
    `<a href="${publicUrl}/e/consent/0123456789abcdef01234567">x</a>`,
    '<a href="https://">x</a>',
    "<a title=\"unclosed href='https://a.example'",
  ])('leaves %s as it is', html => {
    expect(tracked(html)).toEqual({ html: html + PIXEL, links: [] })
  })

  test.each([
    ['https://a.example/?x=1&amp;y=2&#38;z=3&#x26;w=4', 'https://a.example/?x=1&y=2&z=3&w=4'],
    ['https://a.example/?q=&quot;a&#34;', 'https://a.example/?q=%22a%22'],
    ['https://a.example/?q=&#39;a&apos;', 'https://a.example/?q=%27a%27'],
    ['https://a.example/a\nb', 'https://a.example/ab'],
    ['https://ž.example/ž', 'https://xn--jha.example/%C5%BE'],
    [' https://a.example/ ', 'https://a.example/'],
    ['HTTP://A.example', 'http://a.example/'],
    [`${publicUrl}/console`, `${publicUrl}/console`],
  ])('the link %j leads to %s', (href, target) => {
    expect(tracked(`<a href="${href}">x</a>`).links).toEqual([target])
  })

  test('the pixel stands before the end of the body, the last one that is written', () => {
    expect(tracked('<body><pre></body></pre>hi</BODY ></html>').html).toBe(
      `<body><pre></body></pre>hi${PIXEL}</BODY ></html>`,
    )
    expect(tracked('<body>hi</body></html>').html).toBe(`<body>hi${PIXEL}</body></html>`)
  })

  test('off leaves the mail alone', () => {
    const html = '<a href="https://a.example/">x</a>'

    expect(tracked(html, { links: 'off' })).toEqual({ html, links: [] })
  })
})

describe('HTML that is not well formed', () => {
  const repeated = (text: string) => text.repeat(Math.ceil(1_048_576 / text.length))

  test.each([
    '<a href="https://a.example/',
    "<a href='https://a.example/",
    '<a href=',
    '<a href="x"',
    '<a x ',
    '<a \n',
    '<!--',
    '<style>',
    '</body',
    '</body>  <',
    '<',
  ])('a megabyte of %j does not hold it up', shape => {
    const html = repeated(shape)
    const result = tracked(`<a href="https://b.example/">B</a>${html}`)

    expect(result.links).toEqual(['https://b.example/'])
    expect(result.html.replace(PIXEL, '')).toBe(`<a href="${publicUrl}/e/ID/click/0">B</a>${html}`)
  })

  test('a link in a text that is no HTML stays as it is', () => {
    const html = '<style>a::after { content: \'<a href="https://a.example/">\' }</style>'

    expect(tracked(html)).toEqual({ html: html + PIXEL, links: [] })
  })
})

describe('UTM parameters', () => {
  const utm = automaticUtm({ utmSource: 'exponea', utmMedium: 'email' }, 'Refer a friend')

  test('automatic adds utm_source exponea, utm_campaign the campaign’s name and utm_medium', () => {
    expect(tracked('<a href="https://a.example/p?x=1#top">x</a>', { utm }).links).toEqual([
      'https://a.example/p?x=1&utm_source=exponea&utm_campaign=Refer+a+friend&utm_medium=email#top',
    ])
  })

  test('automatic keeps what a link has already, manual replaces it', () => {
    const html = '<a href="https://a.example/?utm_source=me">x</a>'

    expect(tracked(html, { utm: { utm_source: 'exponea' } }).links).toEqual([
      'https://a.example/?utm_source=me',
    ])
    expect(tracked(html, { links: 'manual', utm: { utm_source: 'spring' } }).links).toEqual([
      'https://a.example/?utm_source=spring',
    ])
  })
})
