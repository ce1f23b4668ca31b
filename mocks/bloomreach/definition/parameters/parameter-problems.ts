// What of a webhook's template parameters is not as its texts ask for: missing, of another type, or where none can be.
import { hasJinja } from '../../jinja/has-jinja.ts'
import type { BloomreachSettings } from '../../settings.ts'
import { misfitOf, type ParameterChoices } from './template-parameter.ts'
import { type ParameterValues, parametersIn, parametersInTags } from './template-parameters.ts'

export interface ParameterProblem {
  code: 'missing-template-parameter' | 'wrong-template-parameter'
  /** Undefined where it is about the text, not about a value. */
  name?: string
  message: string
  remedy: string
}

export interface ParameterRules {
  tags?: BloomreachSettings['parametersInTags'] | undefined
  project?: ParameterChoices | undefined
}

export function parameterProblems(
  texts: unknown,
  values: ParameterValues,
  { tags = 'fail', project }: ParameterRules,
): ParameterProblem[] {
  const { parameters, problems } = parametersIn(texts)
  return [
    ...problems.map(problem => wrong(`The template parameter ${problem}.`, 'Correct it there.')),
    ...(tags === 'fail' ? parametersInTags(texts).map(inTag) : []),
    ...parameters.flatMap(parameter => {
      const { name, type } = parameter
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      if (value === undefined || value === null) return [missing(name, type)]
      // What Jinja makes of it is known for each customer only.
      const expected = hasJinja(String(value)) ? undefined : misfitOf(value, parameter, project)
      if (expected === undefined) return []
      const message = `The template parameter ${JSON.stringify(name)} is ${JSON.stringify(value)}, not ${expected}.`
      return [{ ...wrong(message, `Give a ${type}.`), name }]
    }),
  ]
}

const wrong = (message: string, remedy: string): ParameterProblem => ({
  code: 'wrong-template-parameter',
  message,
  remedy,
})

/** [C] a tenant found that parameters fail inside Jinja tags. */
const inTag = (name: string): ParameterProblem =>
  wrong(
    `The template parameter [[ ${name} ]] stands inside a Jinja tag, where it fails.`,
    `Read it as {{ params["${name}"] }} (setting parametersInTags).`,
  )

const missing = (name: string, type: string): ParameterProblem => ({
  code: 'missing-template-parameter',
  name,
  message: `The template parameter ${JSON.stringify(name)} (${type}) has no value.`,
  remedy: `Add it: parameters: { ${/^\w+$/.test(name) ? name : JSON.stringify(name)}: ... }.`,
})
