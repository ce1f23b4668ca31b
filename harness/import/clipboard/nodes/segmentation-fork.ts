// segmentation-fork, which becomes `segmentation_fork`. What its segments look like and which connector is whose is a guess.
import { z } from 'zod'
import { guessed, ignored } from '../../columns.ts'
import { nodeFormat, refuse } from '../node-format.ts'

const segment = z.union([z.string().min(1), z.int(), z.looseObject({ name: z.string().min(1) })])
const shape = z.looseObject({
  segmentation_id: z.string().min(1).nullable(),
  segments: z.array(segment).default([]),
})

const nameOf = (one: z.output<typeof segment>): string => (typeof one === 'object' ? one.name : String(one))

export const segmentationFork = nodeFormat({
  vendorType: 'segmentation-fork',
  type: 'segmentation_fork',
  grade: '[C] a palette default of a copied scenario, without segments',
  shape,
  columns: {
    segmentation_id: guessed(
      'segmentation: a place in the world holds it',
      'which segmentation it is, and who is in its segments',
    ),
    segments: value =>
      Array.isArray(value)
        ? ignored('none')
        : guessed('segments', 'which segments the fork names, and their order'),
  },
  ports: ({ segments }) =>
    new Map([
      ...segments.map((one, index) => [index + 1, nameOf(one)] as const),
      [segments.length + 1, 'else'],
    ]),
  portsAreGuessed: 'its connectors are taken in the order of its segments, the last for everyone else',
  read({ segmentation_id: id, segments }, ids) {
    if (id === null) return refuse('no segmentation was chosen')
    if (segments.length === 0) return refuse('no segment was chosen')
    const names = segments.map(nameOf)
    return { type: 'segmentation_fork', segmentation: ids.segmentation(id, names), segments: names }
  },
  write: () => refuse('the form of a fork’s segments is not public'),
  defaults: {},
})
