// A value of a wrong shape that a person handed in, refused with everything that is wrong with it.
import { SandboxError } from '../sandbox-error.ts'
import type { ShapeFinding } from './findings.ts'

/** `doing` is the beginning of its sentence: "Cannot keep the integration". */
export function shapeError(code: string, doing: string, findings: readonly ShapeFinding[]): SandboxError {
  const [first] = findings
  if (first !== undefined && findings.length === 1) {
    return new SandboxError(code, `${doing}: ${first.message}`, { remedy: first.remedy, findings })
  }
  const sentences = findings.map(({ message, remedy }) => `${message} ${remedy}`)
  return new SandboxError(code, `${doing}: ${sentences.join(' ')}`, {
    findings,
    hint: `${findings.length} things are wrong; "findings" lists them with their paths.`,
  })
}
