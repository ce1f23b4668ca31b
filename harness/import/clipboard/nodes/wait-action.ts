// wait-action, which becomes `wait` with a fixed period.
import { z } from 'zod'
import { durationText } from '../../../../mocks/kit/time/time-schemas.ts'
import { guessed, ignored, understood } from '../../columns.ts'
import { nodeFormat, noPlaceFor, refuse, withoutPlace } from '../node-format.ts'

const UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const

export const waitAction = nodeFormat({
  vendorType: 'wait-action',
  type: 'wait',
  grade: '[C] a palette default of a copied scenario',
  shape: z.looseObject({ count: z.int().min(0), units: z.enum(UNITS) }),
  columns: {
    count: understood('period'),
    units: understood('period'),
    count_template: guessed(
      'period: the number in count is taken, not the template',
      'the period of the Wait',
    ),
    optimize: ignored('how the editor optimises the time, which nothing here does'),
  },
  ports: () => new Map([[1, '']]),
  read: ({ count, units }) => ({ type: 'wait', period: `${count} ${units}` }),
  write(node) {
    const lost = withoutPlace(node, ['period'])
    if (lost.length > 0 || node.period === undefined) return noPlaceFor(lost)
    const [count = '', unit = ''] = node.period.split(/\s+/)
    const units = UNITS.find(one => one === unit || one === `${unit}s`)
    if (!/^\d+$/.test(count) || units === undefined || !durationText.safeParse(node.period).success) {
      return refuse('only a fixed whole period such as "3 days" has a public form')
    }
    return { count: Number(count), units, count_template: `{{ ${count} }}` }
  },
  defaults: { version: 1 },
})
