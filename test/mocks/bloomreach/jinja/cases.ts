// The kept cases: templates with what Jinja2 made of them. `tsx test/mocks/bloomreach/jinja/record.ts`
// asks the oracle anew and writes its answers down.

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Question } from './oracle.ts'

export interface Case {
  template: string
  /** The name of a context of the file; `common` when absent. */
  context?: string
  options?: Record<string, boolean>
  /** What Jinja2 renders, or the class of the error it raises. */
  output?: string
  error?: string
}

export interface CaseFile {
  contexts: Record<string, Record<string, unknown>>
  cases: Case[]
}

const folder = fileURLToPath(new URL('./cases/', import.meta.url))

export const CASE_FILES = readdirSync(folder).filter(name => name.endsWith('.json'))

export const pathOf = (name: string): string => folder + name

export const readCases = (name: string): CaseFile =>
  JSON.parse(readFileSync(pathOf(name), 'utf8')) as CaseFile

export function questionOf(file: CaseFile, { template, context = 'common', options = {} }: Case): Question {
  return {
    template,
    context: file.contexts[context] ?? {},
    options,
  }
}
