import { expect, test } from 'vitest'
import { htmlToText } from '../../../../mocks/bloomreach/mail/plain-text.ts'

test.each([
  ['a<!-- <b>hidden</b> -->b', 'ab'],
  ['<title>T</title><STYLE>p{}</STYLE><script>x()</script >seen', 'seen'],
  ['one\n   two\tthree', 'one two three'],
  ['one<br>two<br />three', 'one\ntwo\nthree'],
  ['<h1>Title</h1> <p>Text</p> <div>More</div>', 'Title\nText\nMore'],
  ['<ul><li>one</li><li class="x">two</li></ul>', '- one\n- two'],
  ['<p>a</p><br><br><br><p>b</p>', 'a\n\nb'],
  ['<a href="https://a.example/">Shop</a>', 'Shop (https://a.example/)'],
  ["<a class='x' href='https://a.example/'>Shop</a>", 'Shop (https://a.example/)'],
  ['<a href="https://a.example/"> https://a.example/ </a>', 'https://a.example/'],
  ['<a href="">Shop</a>', 'Shop'],
  ['<a href=https://a.example/><img></a>', '(https://a.example/)'],
  ['a <!-- b --> c <b> </b> d', 'a c d'],
  ['<!doctype html><?xml ?></ x>1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
  ['<p title="1 > 0">a</p>b', 'a\nb'],
  ['&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos; e&nbsp;f', '<b> & "c" \'d\' e f'],
  ['&AMP; &#65;&#x42;&#X1F600;', '& AB😀'],
  ['&unknown; &#0; &#1114112; &#x110000; AT&T;', '&unknown; &#0; &#1114112; &#x110000; AT&T;'],
])('%j reads as %j', (html, text) => {
  expect(htmlToText(html)).toBe(text)
})

const MEGABYTE = 1_048_576
const repeated = (text: string) => text.repeat(Math.ceil(MEGABYTE / text.length))

test.each([
  ['<a href="x', ''],
  ["<a href='x", ''],
  ['<a href=', ''],
  ['<a href="x"', ''],
  ['<a href="x"> ', '(x)'],
  ['<!--', ''],
  ['<!x', ''],
  ['<style>', ''],
  ['</p', ''],
  ['<', repeated('<')],
  ['&nbsp;', ''],
])('a megabyte of %j does not hold it up', (shape, text) => {
  const seen = htmlToText(`seen ${repeated(shape)}`)

  expect(seen.startsWith('seen')).toBe(true)
  expect(seen.slice(5, 5 + Math.max(text.length, 1))).toBe(text)
})
