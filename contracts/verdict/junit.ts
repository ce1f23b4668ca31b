// The verdict as JUnit XML: a suite for each contract, a case for each interaction and witness.
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
    const open = `    <testcase classname="${xmlText(`${contract}.${witness}`)}" name="${xmlText(verdict.interaction)}"`
    if (word === 'agrees') return `${open}/>`
    const reason = xmlText(because.join('\n'))
    return word === 'silent'
      ? `${open}><skipped message="${reason}"/></testcase>`
      : `${open}><failure message="the ${witness} disagrees">${reason}</failure></testcase>`
  })
  return [
    `  <testsuite name="${xmlText(contract)}" tests="${statements.length}" failures="${count('disagrees')}" skipped="${count('silent')}">`,
    ...cases,
    '  </testsuite>',
  ].join('\n')
}

/** XML 1.0 has no place for most control characters, escaped or not. */
const xmlText = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
