// The test mails of public packages, sent to both inboxes: every field that a client can read is the same, or the difference
// has its reason here. The mails are fetched by `.ci/run` and never kept in the project; PUBLIC_MAILS names their folder.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fieldsOf, handOver } from '../../support/mail-fields.ts'
import { embeddedInbox, type RunningInbox, realMailpit } from '../../support/mailpit.ts'

const folder = process.env.PUBLIC_MAILS
const mailpit = realMailpit()
const missing = folder === undefined ? 'no PUBLIC_MAILS' : mailpit.missing
const required = process.env.CI === 'true'
const files = folder === undefined ? [] : globSync('*/*', { cwd: folder }).sort()

/** `package/file: field` and why it differs. */
const EXPLAINED: Record<string, string> = {
  'mail-parser/mail_test_12: summary.Snippet':
    'bytes that are no GB18030 are replaced one by one there, in pairs here',
  'mail-parser/mail_test_12: message.Text': 'the same',
  'mail-parser/mail_test_12: view.txt': 'the same',
  'mail-parser/mail_test_2: message.HTML': 'Windows-1252 without a charset: Mailpit guesses another one',
  'mail-parser/mail_test_2: view.html': 'the same',
}

const describeMails = describe.skipIf(missing !== undefined && !required)

describeMails(`the mails of public packages${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let inboxes: RunningInbox[]
  beforeAll(async () => {
    expect(missing).toBeUndefined()
    inboxes = [await embeddedInbox.start(), await mailpit.start()]
  })
  afterAll(async () => {
    await Promise.all((inboxes ?? []).map(inbox => inbox.stop()))
  })

  test('are there, from three packages', () => {
    expect(new Set(files.map(file => file.split('/')[0])).size).toBe(3)
    expect(files.length).toBeGreaterThanOrEqual(40)
  })

  test('are read alike', async () => {
    const differences: string[] = []
    for (const file of files) {
      const raw = readFileSync(join(folder ?? '', file))
      const ids = await Promise.all(inboxes.map(inbox => handOver(inbox, raw)))
      const readings = await Promise.all(inboxes.map((inbox, index) => reading(inbox, ids[index] ?? '')))
      differences.push(...unlike(readings).map(field => `${file}: ${field}`))
    }
    expect(differences.filter(difference => !(difference in EXPLAINED))).toEqual([])
    expect(Object.keys(EXPLAINED).filter(difference => !differences.includes(difference))).toEqual([])
  })
})

type Reading = Record<string, unknown>

/** The fields of a kept mail, or the refusal; ids that the inbox makes read ID. */
async function reading(inbox: RunningInbox, id: string): Promise<Reading> {
  if (!/^[0-9A-Za-z]{22}$/.test(id)) return { refusal: id }
  const fields = await fieldsOf(inbox, id)
  const ownMessageId = String(fields['message.MessageID']).endsWith('@mailpit')
    ? fields['message.MessageID']
    : id
  const withoutIds = (value: unknown) =>
    String(value).replaceAll(id, 'ID').replaceAll(String(ownMessageId), 'ID').replaceAll('\r\n', '\n')
  const entries = Object.entries(fields).map(([name, value]) => [name, withoutIds(value)])
  const reading: Reading = Object.fromEntries(entries)
  if (!('headers.Date' in reading)) delete reading['message.Date']
  return reading
}

function unlike([ours = {}, theirs = {}]: Reading[]): string[] {
  const names = new Set([...Object.keys(ours), ...Object.keys(theirs)])
  // An empty list is null in Mailpit's summaries (README, "Differences").
  const value = (reading: Reading, name: string) => (reading[name] === 'null' ? '[]' : reading[name])
  return [...names].filter(name => value(ours, name) !== value(theirs, name))
}
