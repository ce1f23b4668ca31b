// A usual mail is written at once and is, to the byte, what nodemailer composes through its streams.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composedByNodemailer } from '../../../harness/composing/composed-mail.ts'
import { usualMail } from '../../../harness/composing/usual-mail.ts'
import type { OutgoingMail } from '../../../mocks/bloomreach/index.ts'
import { outgoingMail } from '../../support/outgoing-mail.ts'
import { draws } from '../../support/thoroughness.ts'

const NOW = Date.UTC(2026, 0, 5, 9)

const USUAL: Record<string, Partial<OutgoingMail>> = {
  'two texts': {},
  'HTML alone': { text: '' },
  'text alone': { html: '' },
  'a long line': { html: `<p>${'a word '.repeat(200)}</p>` },
  'a long line without blanks': { html: 'x'.repeat(5_000) },
  'lines of 76 and 77 characters': { text: `${'a'.repeat(76)}\n${'b'.repeat(77)}` },
  umlauts: { text: 'Grüße', html: '<p>Grüße aus Köln</p>', subject: 'Grüße' },
  Cyrillic: { text: 'Ваш код', html: '<p>Ваш код</p>', subject: 'Ваш код' },
  'emoji and Japanese': { text: '🎁🎁', html: '<p>日本語</p>', subject: '🎁 日本語' },
  'digits alone in a long line': { text: '1'.repeat(300) },
  'control characters': { text: 'a\u0000b\u0007c', subject: 'a\u0007b' },
  DEL: { text: 'a\u007fb', subject: 'a\u007fb' },
  'half a character': { text: 'a\ud83cb', subject: 'a\ud83cb' },
  'bare line ends': { text: 'one\rtwo\nthree\r\nfour\n\n\n', html: '\n<p>\r</p>\r' },
  'blanks at line ends': { text: 'a \nb\t\nc', html: `${'a '.repeat(60)} \n b` },
  'blanks at the end of a long text': { text: `${'a '.repeat(60)}  `, html: `${'ü'.repeat(40)} \t ` },
  'blanks alone, in another alphabet': { text: `\u00a0${' '.repeat(80)}` },
  'equals signs': { html: `${'='.repeat(100)} a=3D b=` },
  'lines of dots': { text: '.\n..\n.hidden' },
  'From at the beginning of a line': { text: 'From here\n>From there' },
  'a subject of 100 words': { subject: 'word '.repeat(100) },
  'a subject with an encoded word in it': { subject: 'a =?utf-8?Q?b?= c =?x' },
  'a subject in quotes': { subject: '"Your" code' },
  'no subject': { subject: '' },
  'a subject of blanks': { subject: '  \t ' },
  'a name in quotes': { from: { name: 'Shop, "Demo" <x>', address: 'shop@example.com' } },
  'a name of many scripts': { from: { name: 'Магазин 🎁', address: 'shop@example.com' } },
  'no name': { from: { address: 'shop@example.com' } },
  'a sender of many scripts': { from: { address: 'shop@bücher.example' } },
  'a sender in capitals': { from: { address: 'Shop@Example.COM' } },
  'a recipient with all signs': { to: ["!#$%&'*+-/=?^_`{|}~a.b@sub.example.com"] },
  'a recipient in capitals': { to: ['ADA@example.com'] },
  'a recipient like an encoded word': { to: ['=?utf-8?Q?a?=@example.com'] },
  'a recipient of 200 characters': { to: [`${'a'.repeat(60)}@${'b.'.repeat(80)}example.com`] },
  headers: {
    headers: {
      'List-Unsubscribe': `<https://a.example/${'u'.repeat(300)}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'x-tags': 'a, b',
      'X-SMTPAPI': '{"a": "ü"}',
      Empty: '',
      Blank: '  ',
    },
  },
  'one header in two spellings': { headers: { 'X-A': '1', 'x-a': '2' } },
  'a header of many lines': { headers: { 'X-A': 'one\r\nBcc: eve@example.com\n\ttwo' } },
  'a header that is the name of a method': { headers: { constructor: '1', toString: '2' } },
  'a message id without brackets': { messageId: 'abc' },
  'a message id of many scripts': { messageId: '<Ñя1@example.com>' },
  'a message id of 100 characters': { messageId: `<${'a'.repeat(100)}@example.com>` },
}

test.each(Object.keys(USUAL))('a mail with %s is written at once, to the same byte', async name => {
  const given = outgoingMail(USUAL[name])
  await expectSame(given)
  expect(usualMail(given, NOW)).toBeDefined()
})

const UNUSUAL: Record<string, Partial<OutgoingMail>> = {
  'no text': { text: '', html: '' },
  'a message id of signs': { messageId: '<@>' },
  'no message id': { messageId: '' },
  'two recipients': { to: ['ada@example.com', 'bob@example.com'] },
  'nobody as recipient': { to: [] },
  'a domain of many scripts': { to: ['ada@müller.example'] },
  'a domain in capitals': { to: ['ada@Example.com'] },
  'an address of numbers': { to: ['ada@1.2.3'] },
  'a local part of many scripts': { to: ['jürgen@example.com'] },
  'a quoted local part': { to: ['"a b"@example.com'] },
  'a name as recipient': { to: ['Ada <ada@example.com>'] },
  'a sender whose local part is of many scripts': { from: { address: 'jürgen@example.com' } },
  'a hidden copy': { headers: { Bcc: 'eve@example.com' } },
  'a sender among the headers': { headers: { sender: 'eve@example.com' } },
  'a type among the headers': { headers: { 'Content-Type': 'text/plain' } },
  'a header with a blank': { headers: { 'X A': '1' } },
  'a header called key and another called value': { headers: { key: 'x-a', value: '1' } },
  'an attachment': {
    attachments: [{ filename: 'a.txt', contentType: 'text/plain', content: Buffer.from('a') }],
  },
  'a text of 30 KB': { text: 'large '.repeat(5_000) },
}

test.each(Object.keys(UNUSUAL))('a mail with %s is left to nodemailer', name => {
  expect(usualMail(outgoingMail(UNUSUAL[name]), NOW)).toBeUndefined()
})

async function expectSame(given: OutgoingMail): Promise<void> {
  const mine = usualMail(given, NOW)
  if (mine === undefined) return
  const theirs = await composedByNodemailer(given, NOW)
  expect(mine.raw.toString('latin1')).toBe(theirs.raw.toString('latin1'))
  expect(mine.envelope).toEqual(theirs.envelope)
}

const piece = fc.oneof(
  fc.constantFrom(
    ' ',
    '  ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\n.\n',
    '=',
    '=?',
    '"',
    '<',
    ',',
    'ü',
    '🎁',
    '\u0000',
    '\u00a0',
    '\ud83c',
  ),
  fc.string({ maxLength: 12 }),
  fc.nat(120).map(length => 'word '.repeat(length)),
  fc.nat(120).map(length => 'x'.repeat(length)),
  fc.nat(60).map(length => 'я'.repeat(length)),
)
const text = fc.array(piece, { maxLength: 8 }).map(pieces => pieces.join(''))
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/)

test('any usual mail is the same to the byte', async () => {
  let usual = 0
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        from: fc.record({
          name: text,
          address: fc.constantFrom('shop@example.com', 'Shop@Example.com', 'a b@x'),
        }),
        to: fc.tuple(
          fc.oneof(fc.emailAddress(), fc.constantFrom('a@b.c', 'a@127.0.0.1', 'a@xn--mller-kva.example')),
        ),
        subject: text,
        html: text,
        text,
        headers: fc.dictionary(name, text, { maxKeys: 3 }),
        messageId: fc.oneof(fc.stringMatching(/^<[0-9a-f]{1,20}@example\.com>$/), text),
      }),
      async given => {
        if (usualMail(given, NOW) !== undefined) usual++
        await expectSame(given)
      },
    ),
    draws(400),
  )
  expect(usual).toBeGreaterThan(50)
})
