// The sandbox runs around Jest, which stays in its own mode: npm run test:referral.
const { SANDBOX_URL, MAILPIT_URL } = process.env

const call = async (method, path) =>
  (await fetch(SANDBOX_URL + '/_sandbox' + path, { method, headers: { 'content-type': 'application/json' } })).json()

test('the code that Talon.One created is in the mail', async () => {
  await call('POST', '/reset')
  const { scenarios } = await call('GET', '/bloomreach/scenarios')
  for (const { id } of scenarios) await call('POST', '/bloomreach/scenarios/' + id + '/start')
  await call('POST', '/settle')

  const found = await fetch(MAILPIT_URL + '/api/v1/search?query=to:ada@example.com')
  const { messages } = await found.json()

  expect(messages).toHaveLength(1)
  expect(messages[0].Snippet).toMatch(/[A-Z0-9]{4}-[A-Z0-9]{4}/)
})
