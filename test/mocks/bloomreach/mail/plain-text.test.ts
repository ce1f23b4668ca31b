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
  ['&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos; e&nbsp;f', '<b> & "c" \'d\' e f'],
  ['&AMP; &#65;&#x42;&#X1F600;', '& AB😀'],
  ['&unknown; &#0; &#1114112; &#x110000; AT&T;', '&unknown; &#0; &#1114112; &#x110000; AT&T;'],
])('%j reads as %j', (html, text) => {
  expect(htmlToText(html)).toBe(text)
})
