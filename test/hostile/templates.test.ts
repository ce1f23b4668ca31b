// Templates that try to take the process's time or memory: each ends soon, with a text or a JinjaError, and
// never with an error of JavaScript's own.

import { expect, test } from 'vitest'
import { JinjaError, LimitError, render } from '../../mocks/bloomreach/jinja/index.ts'
import { DEAR, LONG, TOO_LARGE } from './hostile-templates.ts'

function outcome(template: string): unknown {
  try {
    return render(template, {})
  } catch (error) {
    return error
  }
}

test.each([...DEAR, ...TOO_LARGE])('a limit ends %s', template => {
  const error = outcome(template)

  expect(error).toBeInstanceOf(LimitError)
  expect(error).toMatchObject({ line: 1 })
})

test.each(LONG)('a long text ends: %s', template => {
  const end = outcome(template)

  expect(typeof end === 'string' || end instanceof JinjaError).toBe(true)
})
