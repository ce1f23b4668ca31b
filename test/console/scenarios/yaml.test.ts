// The scenario as YAML and back.
import { expect, test } from 'vitest'
import { withFields, withNode, withoutNodes } from '../../../harness/console/app/scenarios/draft/draft.ts'
import { draftInYaml, yamlOf } from '../../../harness/console/app/scenarios/draft/yaml.ts'

const TEXT = `# For the spring campaign.
name: Referral code by email
nodes:
  - { id: 1, type: now } # everybody
  # The quiet minute.
  - { id: 2, type: wait, period: 1 minute }
  - id: 3
    type: email
    # Agreed with legal.
    subject: Your code
    html: <p>Hello</p>
connections: [[1, 2], [2, 3]] # straight on
`

const read = (text: string) => {
  const { draft } = draftInYaml(text)
  if (draft === undefined) throw new Error('it is no scenario')
  return draft
}

test('what nobody changed comes back to the byte', () => {
  expect(yamlOf(read(TEXT), TEXT)).toBe(TEXT)
})

test('comments stay where they are when something is changed, added and taken away', () => {
  const changed = withFields(read(TEXT), 3, { subject: 'Your referral code' })
  const added = withNode(changed, { id: 4, type: 'set_attribute', attributes: { told: 'yes' } })
  const text = yamlOf(withoutNodes(added, new Set([2])), TEXT)

  for (const comment of ['# For the spring campaign.', '# everybody', '# Agreed with legal.'])
    expect(text).toContain(comment)
  expect(text).toContain('subject: Your referral code')
  expect(read(text).nodes.map(({ id }) => id)).toEqual([1, 3, 4])
  expect(read(text).connections).toEqual([])
})

test('a scenario of the canvas alone is written whole', () => {
  const draft = read(TEXT)

  expect(read(yamlOf(draft, undefined))).toEqual(draft)
})

test('what is no YAML, and no scenario, is told with its line', () => {
  expect(draftInYaml('name: x\nnodes: [').problem).toMatchObject({ line: 2 })
  for (const text of ['', '1', 'a: 1', '- 1', '&a [*a, *a]']) expect(draftInYaml(text).draft).toBeUndefined()
})
