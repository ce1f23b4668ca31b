// What else the settings of Bloomreach's project hold, to look at: segmentations, policies, who is suppressed, blocks and snippets.
import { z } from 'zod'
import type { ContentBlocks } from '../../../mocks/bloomreach/mail/content-blocks.ts'
import { frequencyPolicySchema } from '../../../mocks/bloomreach/policies/frequency-policy.ts'
import { operation } from '../operation.ts'

const text = z.object({ name: z.string(), text: z.string() })

const project = z
  .object({
    projectToken: z.string(),
    segmentations: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        segments: z.array(z.object({ name: z.string(), if: z.unknown() })),
      }),
    ),
    frequencyPolicies: z.array(frequencyPolicySchema),
    suppressions: z.array(z.object({ address: z.string(), reason: z.string() })),
    htmlBlocks: z.array(text),
    snippets: z.array(text),
  })
  .meta({ id: 'Project' })

export type Project = z.output<typeof project>

export const projectOperations = [
  operation({
    method: 'get',
    path: '/bloomreach/project',
    id: 'readProject',
    summary: 'Shows segmentations, frequency policies, the suppression list, HTML blocks and snippets.',
    answer: project,
    run(_, sandbox) {
      const { projectToken, segmentations, frequencyPolicies, suppressions, htmlBlocks, snippets } =
        sandbox.live().bloomreach
      return {
        projectToken,
        segmentations: segmentations.list(),
        frequencyPolicies: frequencyPolicies.list(),
        suppressions: suppressions.list(),
        htmlBlocks: textsOf(htmlBlocks),
        snippets: textsOf(snippets),
      }
    },
  }),
]

const textsOf = (blocks: ContentBlocks) => blocks.entries().map(([name, text]) => ({ name, text }))
