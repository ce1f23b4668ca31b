// Values that the vendor computes from its data: analyses of the project and of each customer. Here a world gives them.

import { z } from 'zod'
import { Cell } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import type { Customers } from '../customers/customers.ts'
import { analysisTableSchema, reportSchema } from './analysis-table.ts'

const values = z.record(z.string().min(1), z.json()).default({})

/** Of one customer, by the id of the analysis. */
export const customerAnalysesSchema = z.strictObject({
  aggregates: values.describe('The customer’s values of aggregates, by the aggregate’s id.'),
  expressions: values.describe('The customer’s values of expressions, by the expression’s id.'),
  predictions: values.describe('The customer’s values of predictions, by the prediction’s id.'),
})

/** Of the whole project. */
export const projectAnalysesSchema = z.strictObject({
  metrics: values.describe('Values of metrics, by the metric’s id.'),
  reports: z
    .record(z.string().min(1), reportSchema)
    .default({})
    .describe('By report: its table, or its values by row and then by column.'),
  funnels: z.record(z.string().min(1), analysisTableSchema).default({}).describe('By funnel: its table.'),
})

export type CustomerAnalyses = z.output<typeof customerAnalysesSchema>
export type ProjectAnalyses = z.output<typeof projectAnalysesSchema>
export type CustomerAnalysis = keyof CustomerAnalyses

const NONE: CustomerAnalyses = { aggregates: {}, expressions: {}, predictions: {} }

export class Analyses {
  readonly #project = new Cell<ProjectAnalyses>({ metrics: {}, reports: {}, funnels: {} })
  readonly #byCustomer = new KeptMap<string, CustomerAnalyses>()
  readonly kept = new Group({ project: this.#project, byCustomer: this.#byCustomer })

  constructor({ customers }: { customers: Customers }) {
    customers.subscribeToMerges((from, into) => {
      const known = this.#byCustomer.get(from.id)
      if (known === undefined) return
      this.#byCustomer.delete(from.id)
      const own = this.of(into.id)
      this.#byCustomer.set(into.id, {
        aggregates: { ...known.aggregates, ...own.aggregates },
        expressions: { ...known.expressions, ...own.expressions },
        predictions: { ...known.predictions, ...own.predictions },
      })
    })
  }

  get project(): ProjectAnalyses {
    return this.#project.value
  }

  set project(project: ProjectAnalyses) {
    this.#project.value = project
  }

  set(customerId: string, given: CustomerAnalyses): void {
    if (Object.values(given).some(part => Object.keys(part).length > 0))
      this.#byCustomer.set(customerId, given)
  }

  of(customerId: string): CustomerAnalyses {
    return this.#byCustomer.get(customerId) ?? NONE
  }

  /** Null where the customer has none; undefined when no customer has an analysis with this id. */
  valueOf(kind: CustomerAnalysis, id: string, customerId: string): unknown {
    const own = this.of(customerId)[kind]
    if (Object.hasOwn(own, id)) return own[id]
    for (const other of this.#byCustomer.values()) if (Object.hasOwn(other[kind], id)) return null
    return undefined
  }
}
