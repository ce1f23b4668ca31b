// Findings about customers, one for each kind and node, with how many customers it is about.
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import type { Facts } from '../../mocks/kit/reason.ts'
import type { Code } from './codes.ts'
import type { ScenarioFinding } from './finding.ts'

const REMEDIES: Partial<Record<Code, string>> = {
  'api-key-unknown':
    'Use the key of an Application of this world, as talonOne.applications[0].apiKeys[0].key.',
  'api-key-wrong-platform': 'Use a key of the platform that the path belongs to.',
  'api-key-expired': 'Use a key that has not expired.',
  'campaign-not-found': 'Use the id of a campaign of the Application that the API key belongs to.',
  'campaign-not-running': 'Enable the campaign, or correct its startTime and endTime.',
  'missing-profile': 'Add the profile to the Application, or create it with a request before.',
  'empty-parameter':
    'Give each customer the attribute that the parameter is filled with, or let a condition hold them back.',
  'missing-recipient':
    'Set the attribute, name the recipient with "recipients: { manual: … }", or let a condition hold them back.',
  'request-refused': 'Correct the request, or the world.',
}

interface Row {
  node: number
  code: Code
  first: string | undefined
  why: string
  reason?: string
  facts?: Facts
  count: number
}

/** What is wrong for one customer. */
type Complaint = Pick<Row, 'code' | 'why' | 'reason' | 'facts'>

export class Tally {
  readonly #definition: ScenarioDefinition
  readonly #rows = new Map<string, Row>()
  readonly #passes = new Map<string, number>()

  constructor(definition: ScenarioDefinition) {
    this.#definition = definition
  }

  /** One more customer came by. */
  pass(node: number, kind: 'request' | 'missing-recipient'): void {
    this.#passes.set(`${kind} ${node}`, this.passes(node, kind) + 1)
  }

  passes(node: number, kind: 'request' | 'missing-recipient'): number {
    return this.#passes.get(`${kind} ${node}`) ?? 0
  }

  add(node: number, customer: string | undefined, complaint: Complaint): void {
    const key = `${node} ${complaint.code}`
    const row = this.#rows.get(key) ?? { ...complaint, node, first: customer, count: 0 }
    this.#rows.set(key, { ...row, count: row.count + 1 })
  }

  findings(): ScenarioFinding[] {
    return [...this.#rows.values()].map(({ node, code, first, why, reason, facts, count }) => {
      const index = this.#definition.nodes.findIndex(({ id }) => id === node)
      const all = this.passes(node, code === 'missing-recipient' ? code : 'request')
      const whom = first === undefined ? '' : ` for ${count} of ${all} customers, first ${first}`
      const what = code === 'missing-recipient' ? 'send the email' : 'make the request'
      return {
        code,
        path: ['nodes', index, ...this.#fieldOf(code, index)],
        node,
        message: `Cannot ${what} of node ${node}${whom}: ${why}.`,
        remedy: REMEDIES[code] ?? '',
        ...(reason === undefined ? {} : { reason }),
        ...(facts === undefined ? {} : { facts }),
      }
    })
  }

  #fieldOf(code: Code, index: number): string[] {
    const field = code.startsWith('api-key')
      ? 'authentication'
      : code === 'missing-recipient'
        ? 'recipients'
        : 'url'
    return field in (this.#definition.nodes[index] ?? {}) ? [field] : []
  }
}
