// Findings of `check`.
import { z } from 'zod'
import type { Finding } from '../../check/finding.ts'
import { checkCopy, checkText } from '../check-copy.ts'
import { tool } from '../tool.ts'

const finding = z.looseObject({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  remedy: z.string(),
})

export const checkTools = [
  tool({
    name: 'check',
    does: 'Finds what is wrong without running anything: with a world or a scenario that you give as text, or without one with the world as it stands. Each finding has a code, a place and a remedy.',
    isReading: true,
    input: z.strictObject({
      definition: z
        .string()
        .min(1)
        .max(4_000_000)
        .optional()
        .describe('A world or scenario file, YAML or JSON.'),
    }),
    output: z.object({ errors: z.int(), warnings: z.int(), findings: z.array(finding) }),
    async run({ input: { definition }, copy }) {
      const findings = definition === undefined ? await checkCopy(await copy()) : await checkText(definition)
      const errors = findings.filter(({ severity }) => severity === 'error').length
      return { errors, warnings: findings.length - errors, findings: findings.map(told) }
    },
  }),
]

const told = (one: Finding): z.output<typeof finding> => ({ ...one, facts: one.facts && { ...one.facts } })
