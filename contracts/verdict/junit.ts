// The verdict as JUnit XML: a suite for each contract, a case for each interaction and witness.
import { escaped, escapedAttribute } from '../../harness/report/escaped.ts'
import { type Verdict, WITNESSES } from '../court/verdict.ts'

export function verdictJunit(verdicts: readonly Verdict[]): string {
  const byContract = Map.groupBy(verdicts, ({ contract }) => contract)
  const suites = [...byContract].map(([contract, heard]) => suite(contract, heard))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="contracts">\n${suites.join('\n')}\n</testsuites>\n`
}

function suite(contract: string, verdicts: readonly Verdict[]): string {
  const statements = verdicts.flatMap(verdict => WITNESSES.map(witness => ({ verdict, witness })))
  const count = (word: string) =>
    statements.filter(({ verdict, witness }) => verdict.says[witness].verdict === word).length
  const cases = statements.map(({ verdict, witness }) => {
    const { verdict: word, because } = verdict.says[witness]
    const classname = escapedAttribute(`${contract}.${witness}`)
    const open = `    <testcase classname="${classname}" name="${escapedAttribute(verdict.interaction)}"`
    if (word === 'agrees') return `${open}/>`
    const reason = because.join('\n')
    return word === 'silent'
      ? `${open}><skipped message="${escapedAttribute(reason)}"/></testcase>`
      : `${open}><failure message="the ${witness} disagrees">${escaped(reason)}</failure></testcase>`
  })
  return [
    `  <testsuite name="${escapedAttribute(contract)}" tests="${statements.length}" failures="${count('disagrees')}" skipped="${count('silent')}">`,
    ...cases,
    '  </testsuite>',
  ].join('\n')
}
