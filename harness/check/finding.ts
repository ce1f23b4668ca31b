// One thing that is wrong with a file or scenario, and how it reads on a line.
import type { Facts } from '../../mocks/kit/reason.ts'
import { type Place, placeText } from '../world/file.ts'
import { CODES, isCode, type Severity } from './codes.ts'

/** Before it is known in which file the scenario stands. */
export interface ScenarioFinding {
  code: string
  /** Into the scenario's definition. */
  path: readonly (string | number)[]
  /** Within the template at `path`, both from 1. */
  within?: { line: number; column: number }
  node?: number
  message: string
  remedy: string
  /** Why a vendor refuses the request, as in `x-sandbox-reason`, with its facts. */
  reason?: string
  facts?: Facts
}

export interface Finding extends Place {
  code: string
  severity: Severity
  node?: number
  message: string
  remedy: string
  reason?: string
  facts?: Facts
}

/** A code that the table does not know is an error: better one refusal too many. */
export const severityOf = (code: string): Severity => (isCode(code) ? CODES[code] : 'error')

export function lineOf(finding: Finding): string {
  const { code, severity, message, remedy } = finding
  return `${placeText(finding)}: ${severity} ${code}: ${message}${remedy === '' ? '' : ` ${remedy}`}`
}
