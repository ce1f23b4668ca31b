import { expect, test } from 'vitest'
import { maskedBody } from '../../../harness/traffic/masked-body.ts'
import { maskedUrl } from '../../../harness/traffic/masked-url.ts'
import { maskWords } from '../../../harness/traffic/masked-words.ts'
import { hiddenValue, isSecretHeader } from '../../../harness/traffic/secret-names.ts'
import { withoutSecrets } from '../../../harness/traffic/without-secrets.ts'

test.each([
  ['Authorization', 'ApiKey-v1 abc', 'ApiKey-v1 ********'],
  ['authorization', 'ManagementKey-v1 abc', 'ManagementKey-v1 ********'],
  ['AUTHORIZATION', 'Bearer abc.def', 'Bearer ********'],
  ['Proxy-Authorization', 'Basic dXNlcjpwYXNz', 'Basic ********'],
  ['X-Authorization', 'Token token="abc"', 'Token ********'],
  ['X-API-Key', 'abc', '********'],
  ['api_key', 'abc', '********'],
  ['Cookie', 'a=b; c=d', '********'],
  ['Set-Cookie', 'sid=1; Path=/', '********'],
  ['X-Auth-Token', 'abc', '********'],
  ['x-hub-signature', 'sha256=1', '********'],
  ['Ocp-Apim-Subscription-Key', 'abc', '********'],
  ['X-Client-Secret', 'abc', '********'],
])('the header %s: %s is shown as %s', (name, value, shown) => {
  expect(isSecretHeader(name)).toBe(true)
  expect(hiddenValue(value)).toBe(shown)
})

test.each([
  'Content-Type',
  'Idempotency-Key',
  'User-Agent',
  'destination-hostname',
  'X-UUID',
  'x-request-id',
])('the header %s is shown', name => {
  expect(isSecretHeader(name)).toBe(false)
})

test.each([
  ['/a?access_token=abc&code=R-1', '/a?access_token=********&code=R-1'],
  ['/a?apiKey=abc', '/a?apiKey=********'],
  ['/a?api%5Fkey=abc#x', '/a?api%5Fkey=********#x'],
  ['/a?key=abc', '/a?key=********'],
  ['/a?authorization=Bearer%20abc', '/a?authorization=Bearer%20********'],
  ['/a?sent=Bearer+abc', '/a?sent=Bearer%20********'],
  ['https://user:pass@shop.example/a', 'https://********@shop.example/a'],
  ['/a#id_token=abc&state=1', '/a#id_token=********&state=1'],
  [
    `/a?next=${encodeURIComponent('https://b.example/?token=abc')}`,
    `/a?next=${encodeURIComponent('https://b.example/?token=********')}`,
  ],
  [
    '/a?campaignId=373&advocateProfileIntegrationId=ada%40example.com',
    '/a?campaignId=373&advocateProfileIntegrationId=ada%40example.com',
  ],
])('the URL %s is shown as %s', (url, shown) => {
  expect(maskedUrl(url)).toBe(shown)
})

const JSON_TYPE = 'application/json'

test.each([
  ['{"password": "abc", "code": "R-1"}', JSON_TYPE, '{"password": "********", "code": "R-1"}'],
  [
    '{"refreshToken":"abc","api_key":1234,"apiKey":null}',
    JSON_TYPE,
    '{"refreshToken":"********","api_key":"********","apiKey":null}',
  ],
  ['[{"client-secret":{"a":["}"]},"b":1}]', JSON_TYPE, '[{"client-secret":"********","b":1}]'],
  ['{"pass\\u0077ord":"abc"}', JSON_TYPE, '{"pass\\u0077ord":"********"}'],
  ['{"sent":"Bearer abc"}', undefined, '{"sent":"Bearer ********"}'],
  ['{"authorization":"ApiKey-v1 abc"}', undefined, '{"authorization":"ApiKey-v1 ********"}'],
  ['{"inside":"{\\"token\\":\\"abc\\"}"}', JSON_TYPE, '{"inside":"{\\"token\\":\\"********\\"}"}'],
  ['{"link":"https://a.example/?token=abc"}', JSON_TYPE, '{"link":"https://a.example/?token=********"}'],
  [
    '{"text":"a \\"quoted\\" word","secret":"cut in the mid',
    JSON_TYPE,
    '{"text":"a \\"quoted\\" word","secret":"********"',
  ],
  ['{"key":"value","hits":3,"tokens":[1]}', JSON_TYPE, '{"key":"value","hits":3,"tokens":"********"}'],
  ['user=ada&password=abc', 'application/x-www-form-urlencoded', 'user=ada&password=********'],
  [
    '<a><Password>abc</Password><b>c</b></a>',
    'application/xml',
    '<a><Password>********</Password><b>c</b></a>',
  ],
  ['Bearer abc', 'text/plain', 'Bearer ********'],
  ['Basic words stay as they are', 'text/plain', 'Basic words stay as they are'],
])('the body %s (%s) is shown as %s', (body, type, shown) => {
  expect(maskedBody(body, type)).toBe(shown)
})

test('a part of a form with a secret name is hidden', () => {
  const part = (name: string, value: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const body = `${part('token', 'abc')}${part('file', 'kept')}--x--`

  expect(maskedBody(body, 'multipart/form-data; boundary=x')).toBe(
    body.replace('\r\n\r\nabc', '\r\n\r\n********'),
  )
})

test('a secret that is known is hidden wherever it stands, however it is spelt', () => {
  const mask = maskWords(['abcdef123456', 'with "signs" & more', 'short'])

  expect(mask('/x/abcdef123456/y?z=abcdef123456')).toBe('/x/********/y?z=********')
  expect(mask(`{"a":"with \\"signs\\" & more"}`)).toBe('{"a":"********"}')
  expect(mask(`?a=${encodeURIComponent('with "signs" & more')}`)).toBe('?a=********')
  expect(mask('short abcdef1234567')).toBe('short abcdef1234567')
})

test('an entry of the journal is shown with its URL without secrets, otherwise as it is', () => {
  const entry = {
    seq: 1,
    at: 0,
    kind: 'bloomreach.webhook-request',
    url: 'https://shop.example/?api_key=abc',
  }

  expect(withoutSecrets(entry)).toEqual({ ...entry, url: 'https://shop.example/?api_key=********' })
  const refused = { ...entry, url: undefined, message: 'HTTP 404: {"title":"Not found","token":"abc"}' }
  expect(withoutSecrets(refused).message).toBe('HTTP 404: {"title":"Not found","token":"********"}')
  expect(withoutSecrets({ ...refused, message: 'HTTP 401: Bearer abc' }).message).toBe(
    'HTTP 401: Bearer ********',
  )
  expect(withoutSecrets({ seq: 1, at: 0, kind: 'fault' })).toEqual({ seq: 1, at: 0, kind: 'fault' })
})
