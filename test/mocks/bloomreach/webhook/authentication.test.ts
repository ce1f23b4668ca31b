import { expect, test } from 'vitest'
import { coversUrl, credentialHeaders } from '../../../../mocks/bloomreach/webhook/authentication.ts'

test.each([
  ['https://a.example/v1', 'https://a.example/v1', true],
  ['https://a.example/v1', 'https://a.example/v1?x=1', true],
  ['https://a.example/v1/', 'https://a.example/v1/codes', true],
  ['https://a.example/v1/', 'https://a.example/v1', true],
  ['https://a.example', 'https://a.example/anything', true],
  ['https://a.example/v1', 'http://a.example/v1', false],
  ['https://a.example/v1', 'https://a.example:8443/v1', false],
  ['https://a.example/v1', 'https://b.example/v1', false],
  ['https://a.example/v1', 'https://a.example/v10', false],
])('the endpoint %s covers %s by segment: %s', (endpoint, url, covered) => {
  expect(coversUrl(endpoint, new URL(url), 'segment')).toBe(covered)
})

test.each([
  ['https://a.example/v1', 'https://a.example/v10', true],
  ['https://a.example/v1?key=a', 'https://a.example/v1?key=a&x=1', true],
  ['https://a.example/v1?key=a', 'https://a.example/v1?key=b', false],
  ['https://a.example/v1', 'https://b.example/v1', false],
])('the endpoint %s covers %s as text: %s', (endpoint, url, covered) => {
  expect(coversUrl(endpoint, new URL(url), 'text')).toBe(covered)
})

test('a user and a password beyond ASCII are UTF-8', () => {
  const headers = credentialHeaders({
    type: 'http_authentication_schema',
    name: 'x',
    endpoint: 'https://a.example',
    headers: [],
    basic: { username: 'žofia', password: '£' },
  })

  expect(headers).toEqual([['Authorization', `Basic ${Buffer.from('žofia:£').toString('base64')}`]])
})
