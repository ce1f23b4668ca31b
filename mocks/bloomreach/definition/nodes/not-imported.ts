// Not imported: holds the place of a node of the vendor's editor that `import` could not read, so that a run ends there by name.
import { z } from 'zod'
import { DEFAULT_EXIT, exitsNamed } from '../exits.ts'
import type { Finding, Path } from '../finding.ts'
import { common } from '../node-fields.ts'
import { NOTHING, ONE_NODE, type OnPaper, OPERATOR } from '../on-paper.ts'

const schema = z.strictObject({
  ...common,
  type: z.literal('not_imported').meta({
    title: 'Not imported',
    description: 'Holds the place of a node that could not be read; who reaches it fails there.',
  }),
  vendorType: z.string().min(1).describe('What the vendor calls its type.'),
  reason: z.string().min(1).describe('Why it was not read.'),
  exits: z
    .array(z.string().min(1))
    .default([])
    .describe('The names of its ways out; without any it has the unnamed one.'),
})

const advice = (node: z.output<typeof schema>, path: Path): Finding[] => [
  {
    code: 'not-imported',
    path,
    node: node.id,
    message: `Node ${node.id} stands for a node of the type ${JSON.stringify(node.vendorType)} that was not imported: ${node.reason}.`,
    remedy: 'Put a node of the sandbox in its place; who reaches it fails.',
  },
]

export const notImported = {
  ...OPERATOR,
  schema,
  called: 'not_imported',
  mayEnd: true,
  advice,
  size: ONE_NODE,
  gives: NOTHING,
  exits: ({ exits }) => exitsNamed(...(exits.length === 0 ? [DEFAULT_EXIT] : exits)),
} as const satisfies OnPaper<typeof schema>
