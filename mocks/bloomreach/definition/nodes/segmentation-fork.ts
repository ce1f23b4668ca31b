// Segmentation fork: one way for each segment that it names, and one for everyone else.
import { z } from 'zod'
import { danglingSegments } from '../dangling.ts'
import { ELSE_EXIT, exitsNamed } from '../exits.ts'
import { common, refusing } from '../node-fields.ts'
import { NOTHING, type OnPaper, OPERATOR } from '../on-paper.ts'

const schema = z
  .strictObject({
    ...common,
    type: z.literal('segmentation_fork').meta({
      title: 'Segmentation fork',
      description: 'One way for each segment that it names, and one for everyone else.',
    }),
    segmentation: z.string().min(1).describe('The segmentation, by id or name.'),
    segments: z
      .array(z.string().min(1))
      .min(1)
      .describe('The segments with an exit of their own; everyone else leaves by "else".'),
  })
  .check(ctx => {
    const { segments } = ctx.value
    const refuse = refusing(ctx)
    if (new Set(segments).size !== segments.length) refuse('segments', 'expected every segment once')
    if (segments.includes(ELSE_EXIT)) {
      refuse('segments', `"${ELSE_EXIT}" is the exit of everyone else: give the segment another name`)
    }
  })

export const segmentationFork = {
  ...OPERATOR,
  schema,
  called: 'segmentation_fork',
  advice: NOTHING,
  size: () => ({ forks: 1 }),
  gives: NOTHING,
  exits: ({ segments }) => exitsNamed(...segments, ELSE_EXIT),
  dangling: ({ id, segmentation, segments }, path, known) =>
    danglingSegments(
      { segmentation, subject: `Node ${id}`, path: [...path, 'segmentation'] },
      segments.map((name, index) => ({ name, path: [...path, 'segments', index] })),
      known,
    ).map(finding => ({ ...finding, node: id })),
} as const satisfies OnPaper<typeof schema>
