// What a mail wants to load from elsewhere: only what a browser would fetch by itself.
import { expect, test } from 'vitest'
import { remoteContentIn } from '../../../../harness/inbox/html/remote-content.ts'
import { scaled } from '../../../support/thoroughness.ts'

test.for([
  '<img src="https://cdn.example/a.png">',
  '<IMG SRC=http://cdn.example/a.png>',
  "<img alt='a > b' src = '//cdn.example/a.png'>",
  '<img srcset="cid:a 1x, https://cdn.example/a.png 2x">',
  '<td background="https://cdn.example/a.png">',
  '<div style="background: url(\'https://cdn.example/a.png\')">',
  '<style>@import "https://cdn.example/a.css";</style>',
  '<style>p { background: url( "http://cdn.example/a.png" ) }</style>',
  '<link rel="stylesheet" href="https://cdn.example/a.css">',
  '<video poster="https://cdn.example/a.png">',
  '<img src="https://cdn.example/a.png" width="1" height="80">',
])('it wants %s', html => {
  expect(remoteContentIn(`<p>Hello</p>${html}`)).toBe('content')
})

test.for([
  '<a href="https://shop.example/?src=https://ads.example">Shop</a>',
  '<p>Write src="https://shop.example" or url(https://shop.example) yourself.</p>',
  '<!-- <img src="https://cdn.example/a.png"> -->',
  '<img src="cid:logo">',
  '<img src="data:image/png;base64,//8AAA==">',
  '<img srcset="data:image/png;base64,//8AAA== 1x">',
  '<textarea><img src="https://cdn.example/a.png"></textarea>',
  '<img alt="src=https://cdn.example/a.png">',
  '<img src="https://cdn.example/a.png',
  'a < b and b > https://shop.example',
])('it wants nothing of %s', html => {
  expect(remoteContentIn(html)).toBe('none')
})

test('a picture of one pixel only counts an open', () => {
  const pixel = '<img src="https://shop.example/open.gif" width="1" height="1" alt="">'

  expect(remoteContentIn(pixel)).toBe('counting pixel')
  expect(remoteContentIn(`${pixel}<img src="https://cdn.example/a.png">`)).toBe('content')
})

test.for(['<', '<a ', '<a b="', "<a b='c' ", '<!--', '<style>', 'url(', '<p style="url(" '])(
  'it is read in one pass however often %s comes',
  part => {
    expect(remoteContentIn(part.repeat(scaled(100_000)))).toBe('none')
  },
)
