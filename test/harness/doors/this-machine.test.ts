import { expect, test } from 'vitest'
import { isLoopbackHost, leadsBack } from '../../../harness/doors/this-machine.ts'

const hostOf = (text: string) => new URL(`http://${text}/`).hostname

test.each([
  'localhost',
  'LOCALHOST',
  'localhost.',
  'shop.localhost',
  '127.0.0.1',
  '127.1',
  '127.255.255.254',
  '0x7f.1',
  '2130706433',
  '0177.0.0.1',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:2]',
  '0.0.0.0',
  '[::]',
])('%s is this machine', text => {
  expect(isLoopbackHost(hostOf(text))).toBe(true)
})

test.each([
  'example.com',
  'localhost.example.com',
  'notlocalhost',
  '128.0.0.1',
  '126.255.255.255',
  '10.0.0.1',
  '[::2]',
  '[::ffff:128.0.0.1]',
  '[fe80::1]',
  '127.0.0.1.example.com',
])('%s is not', text => {
  expect(isLoopbackHost(hostOf(text))).toBe(false)
})

const LOCAL = { origin: 'http://127.0.0.1:4400', host: '127.0.0.1' }
const EVERYWHERE = { origin: 'http://127.0.0.1:4400', host: '0.0.0.0' }
const PORT_80 = { origin: 'http://127.0.0.1', host: '127.0.0.1' }

test.each([
  ['http://127.0.0.1:4400/_sandbox/settle', LOCAL],
  ['http://localhost:4400/', LOCAL],
  ['http://LOCALHOST.:4400/', LOCAL],
  ['http://[::1]:4400/', LOCAL],
  ['http://[::ffff:127.0.0.1]:4400/', LOCAL],
  ['http://127.0.0.2:4400/', LOCAL],
  ['http://127.1:4400/', LOCAL],
  ['http://0.0.0.0:4400/', LOCAL],
  ['http://[::1]:4400/', EVERYWHERE],
  ['http://localhost/', PORT_80],
  ['http://localhost:80/', PORT_80],
  ['http://192.0.2.1:4400/', { origin: 'http://192.0.2.1:4400', host: '192.0.2.1' }],
  [
    'http://localhost:4400/',
    { origin: 'https://sandbox.example', bound: 'http://127.0.0.1:4400', host: '127.0.0.1' },
  ],
  ['https://localhost:4400/', { ...LOCAL, tls: true }],
  ['https://sandbox.example/w', { origin: 'https://sandbox.example', host: '0.0.0.0' }],
] as const)('%s leads back to %j', (url, listening) => {
  expect(leadsBack(new URL(url), listening)).toBe(true)
})

test.each([
  ['http://127.0.0.1:4401/', LOCAL],
  ['http://localhost/', LOCAL],
  ['https://127.0.0.1:4400/', LOCAL],
  ['http://example.com:4400/', EVERYWHERE],
  ['http://192.0.2.7:4400/', LOCAL],
  ['http://localhost:4400/', { origin: 'http://192.0.2.1:4400', host: '192.0.2.1' }],
] as const)('%s does not lead back to %j', (url, listening) => {
  expect(leadsBack(new URL(url), listening)).toBe(false)
})
