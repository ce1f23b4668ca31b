// Builders for worlds with a scenario: a test names only what matters to it.
import type { ScenarioDefinition, WorldDefinition } from '../../harness/index.ts'

type Node = ScenarioDefinition['nodes'][number]

/** Nodes in a line after a Now trigger. */
export const line = (...nodes: Node[]): Pick<ScenarioDefinition, 'nodes' | 'connections'> => ({
  nodes: [{ id: 1, type: 'now' }, ...nodes],
  connections: nodes.map((node, index) => [index === 0 ? 1 : (nodes[index - 1]?.id ?? 1), node.id]),
})

export const webhook = (url: string, more: object = {}): Node =>
  ({ id: 2, type: 'webhook', method: 'GET', url, response: 'json', generalConsent: true, ...more }) as Node

export const email = (html: string, more: object = {}): Node =>
  ({ id: 3, type: 'email', subject: 'Hello', html, generalConsent: true, ...more }) as Node

/** A Bloomreach project with these customers (named by their first names) and one scenario that starts. */
export function projectWith(
  customers: readonly string[],
  scenario: Pick<ScenarioDefinition, 'nodes' | 'connections'>,
  more: Partial<NonNullable<WorldDefinition['bloomreach']>> = {},
): WorldDefinition {
  return {
    startsAt: '2026-01-05T09:00:00Z',
    bloomreach: {
      consentCategories: ['newsletter'],
      customers: customers.map(name => ({
        ids: { registered: name },
        attributes: { email: `${name}@example.com`, first_name: name },
        consents: { newsletter: 'accept' as const },
      })),
      scenarios: [{ name: 'Scenario', start: true, ...scenario }],
      ...more,
    },
  }
}
