// What the emulator cannot run of an account, by name, with the rule's own text.
import type { FileReport } from '../import/import-files.ts'
import type { InputFile } from '../import/input-file.ts'
import { isObject } from '../import/shapes.ts'

export interface NotRun {
  campaignId: number
  rule: string
  text: string
}

export function notRun(inputs: readonly InputFile[], reports: readonly FileReport[]): NotRun[] {
  return inputs.flatMap((input, index) =>
    input.as === 'talon-one-rulesets' ? ofRuleset(input, reports[index]) : [],
  )
}

function ofRuleset({ document }: InputFile, report: FileReport | undefined): NotRun[] {
  if (!isObject(document)) return []
  const key = Array.isArray(document.promotionRules) ? 'promotionRules' : 'rules'
  const rules = document[key] as unknown[]
  const refused = report?.columns.refused.map(({ path }) => path) ?? []
  return rules.flatMap((rule, index) =>
    refused.some(path => path === `/${key}/${index}` || path.startsWith(`/${key}/${index}/`))
      ? [
          {
            campaignId: Number(document.campaignId),
            rule: isObject(rule) ? String(rule.title) : `rule ${index + 1}`,
            text: JSON.stringify(rule, null, 2),
          },
        ]
      : [],
  )
}

/** A fence longer than any in the text, so that no rule ends it. */
export const notRunPage = (rules: readonly NotRun[], reasons: readonly string[]): string =>
  [
    '# What does not run here',
    '',
    'Rules that were refused whole, for half a rule would give away too much.',
    ...rules.map(
      ({ campaignId, rule, text }) =>
        `\n## Campaign ${campaignId}: ${oneLine(rule)}\n\n${FENCE}json\n${text.replaceAll(FENCE, '~~~~')}\n${FENCE}`,
    ),
    ...(reasons.length === 0 ? [] : ['', '## Why', '', ...reasons.map(reason => `- ${oneLine(reason)}`)]),
    '',
  ].join('\n')

const FENCE = '````'

const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
