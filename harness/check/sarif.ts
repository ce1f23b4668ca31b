// Findings as SARIF 2.1.0, which code hosts show beside the lines they are about.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
import { relative, resolve, sep } from 'node:path'
import { version } from '../version.ts'
import { CODES } from './codes.ts'
import type { Finding } from './finding.ts'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json'

/** The whole log; paths are relative to `root`, as code hosts expect them. */
export function sarifOf(findings: readonly Finding[], root: string): string {
  const rules = Object.entries(CODES).map(([id, level]) => ({ id, defaultConfiguration: { level } }))
  const driver = { name: 'referral-sandbox', version, rules }
  const results = findings.map(finding => resultOf(finding, root))
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results }
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`
}

function resultOf(finding: Finding, root: string): object {
  const { code, severity, message, remedy, file, line, column, reason } = finding
  const region =
    line === undefined ? {} : { region: { startLine: line, ...(column && { startColumn: column }) } }
  const physicalLocation = { artifactLocation: { uri: uriOf(file, root) }, ...region }
  return {
    ruleId: code,
    level: severity,
    message: { text: remedy === '' ? message : `${message} ${remedy}` },
    locations: [{ physicalLocation }],
    ...(reason === undefined ? {} : { properties: { reason } }),
  }
}

/** Each part is percent-encoded; a file elsewhere keeps the way to it. */
const uriOf = (file: string, root: string): string =>
  relative(root, resolve(root, file)).split(sep).map(encodeURIComponent).join('/')
