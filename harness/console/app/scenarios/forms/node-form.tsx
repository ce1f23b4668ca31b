// What the fields of one node's form share: the node, what is found wrong with it, and how to change it.
import { createContext, type ReactNode, useContext } from 'react'
import type { ScenarioNames } from '../../../../control-api/scenarios/scenario-editor.ts'
import type { Known } from '../code/languages.ts'
import type { Finding } from '../editor.tsx'
import type { JsonSchema } from './json-schema.ts'

export type FieldPath = readonly (string | number)[]

export interface FormOf {
  /** With the definitions that its parts refer to. */
  root: JsonSchema
  names: ScenarioNames
  known: Known
  /** Their paths begin at what the form is of. */
  findings: readonly Finding[]
  /** Draws a field inside of another: lists and parts are made of fields. */
  FieldOf: (props: FieldProps) => ReactNode
}

export interface FieldProps {
  schema: JsonSchema
  path: FieldPath
  /** Instead of its name. */
  label?: string | undefined
  value: unknown
  /** Undefined takes it away. */
  onChange: (value: unknown) => void
  isRequired?: boolean
}

const Context = createContext<FormOf | undefined>(undefined)
export const FormProvider = Context.Provider

export function useForm(): FormOf {
  const form = useContext(Context)
  if (form === undefined) throw new Error('There is no form around this.')
  return form
}

/** Of a field itself, or of something in it. */
export const findingsAt = (findings: readonly Finding[], path: FieldPath): Finding[] =>
  findings.filter(finding => path.every((part, index) => finding.path[index] === part))

/** Without the place in the file, which the form is at. */
export const sentenceOf = ({ message, remedy }: Pick<Finding, 'message' | 'remedy'>): string =>
  `${message.replace(/^(?:nodes|segments|limits)\[\d+\][\w.[\]]*: /, '')} ${remedy}`.trim()

/** What is said below a field: only of itself, not of its inner fields. */
export function errorAt(findings: readonly Finding[], path: FieldPath): string | undefined {
  const own = findingsAt(findings, path).filter(finding => finding.path.length === path.length)
  return own.length === 0 ? undefined : own.map(sentenceOf).join(' ')
}
