// The embedded inbox against Mailpit's own description. Documented keys only: even Mailpit sends more than it documents.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ENVELOPE, inboxWithoutPorts, rawMail } from '../../support/inbox.ts'

const FILE = join(process.env.TALON_ONE_SPECS ?? '../shared/specs', 'mailpit.swagger.json')
const skipped = !existsSync(FILE) && process.env.CI !== 'true'

interface Schema {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  additionalProperties?: Schema
  items?: Schema
}

interface Spec {
  definitions: Record<string, Schema>
  responses: Record<string, { schema: Schema }>
  paths: Record<string, Record<string, { responses: Record<string, { $ref?: string; schema?: Schema }> }>>
}

/** Places where the value is not what the schema says. */
function differences(spec: Spec, schema: Schema, value: unknown, place = '$'): string[] {
  const resolved =
    schema.$ref === undefined ? schema : spec.definitions[schema.$ref.replace('#/definitions/', '')]
  if (resolved === undefined) return [`${place}: unknown ${schema.$ref}`]
  if (resolved.type === 'array') {
    if (!Array.isArray(value)) return [`${place}: no array`]
    return value.flatMap((item, index) => differences(spec, resolved.items ?? {}, item, `${place}[${index}]`))
  }
  if (resolved.type === 'object') return objectDifferences(spec, resolved, value, place)
  const kind = resolved.type === 'integer' ? 'number' : resolved.type
  return kind === undefined || typeof value === kind ? [] : [`${place}: ${typeof value} instead of ${kind}`]
}

function objectDifferences(spec: Spec, schema: Schema, value: unknown, place: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${place}: no object`]
  const fields = value as Record<string, unknown>
  const { additionalProperties: every } = schema
  if (every !== undefined) {
    return Object.entries(fields).flatMap(([key, item]) => differences(spec, every, item, `${place}.${key}`))
  }
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
    key in fields
      ? differences(spec, property, fields[key], `${place}.${key}`)
      : [`${place}.${key}: missing`],
  )
}

describe.skipIf(skipped)(`mailpit.swagger.json${skipped ? ` (skipped: no ${FILE})` : ''}`, () => {
  test.each([
    ['/api/v1/messages', '/api/v1/messages'],
    ['/api/v1/search', '/api/v1/search?query=ada'],
    ['/api/v1/message/{ID}', '/api/v1/message/latest'],
    ['/api/v1/message/{ID}/headers', '/api/v1/message/latest/headers'],
    ['/api/v1/tags', '/api/v1/tags'],
    ['/api/v1/info', '/api/v1/info'],
    ['/api/v1/webui', '/api/v1/webui'],
  ])('GET %s has every documented field in its documented type', async (documented, path) => {
    const spec = JSON.parse(readFileSync(FILE, 'utf8')) as Spec
    const inbox = await inboxWithoutPorts()
    const multipart = { 'X-Tags': 'a', 'Content-Type': 'multipart/mixed; boundary=b' }
    const part =
      '--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\n1\r\n--b--\r\n'
    await inbox.deliver(rawMail(multipart, `--b\r\n\r\nhi\r\n${part}`), ENVELOPE)

    const answer = spec.paths[documented]?.get?.responses['200']
    const schema = answer?.schema ?? spec.responses[answer?.$ref?.replace('#/responses/', '') ?? '']?.schema
    const body: unknown = await (await inbox.app.request(path)).json()

    expect(schema).toBeDefined()
    expect(differences(spec, schema ?? {}, body)).toEqual([])
  })
})
