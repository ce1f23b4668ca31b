// One real client's way, from a copied scenario to what is pasted back: imported, forked, broken by a search, mended, rewound,
// exported. As the page that people read.
import { startSandbox, type WorldDefinition } from '../../harness/index.ts'
import { clipboardOf, mail, onEvent, wait, wire } from './clipboard.ts'
import { clientAt } from './mcp-client.ts'

const WORLD: WorldDefinition = {
  startsAt: '2026-01-05T09:00:00Z',
  bloomreach: {
    consentCategories: ['other'],
    customers: ['ada', 'bob'].map(name => ({
      ids: { registered: `${name}@example.com` },
      attributes: { email: `${name}@example.com`, first_name: name },
      consents: { other: 'accept' as const },
    })),
  },
}

const COPIED = clipboardOf(
  [onEvent(1), wait(2, { count: 1, units: 'hours', count_template: '' }), mail(3)],
  [wire(1, 0, 2), wire(2, 1, 3)],
)

const SEARCH = { scenario: 'invite', faults: 'duplicate', invariants: 'nothing-twice', customers: 1 }

/** Who has been invited goes no further; the mark is set before the wait, for a second event may come while one waits. */
const mended = (nodes: readonly object[]) => ({
  name: 'invite',
  nodes: [
    ...nodes,
    {
      id: 4,
      type: 'condition',
      name: 'Not invited yet',
      if: { attributes: [{ property: 'invited', operator: 'has no value' }] },
    },
    { id: 5, type: 'set_attribute', attributes: { invited: 'yes' } },
  ],
  connections: [
    [1, 4],
    [4, 5, 'then'],
    [5, 2],
    [2, 3],
  ],
})

export async function toldStory(): Promise<string> {
  const sandbox = await startSandbox({ world: WORLD, clock: 'manual', listen: false, mcp: true })
  const client = await clientAt(sandbox)
  const page = new Page()
  // biome-ignore lint/suspicious/noExplicitAny: what a tool answers, as its client looks into it
  const call = async (name: string, input: Record<string, unknown>): Promise<any> => {
    const { structuredContent } = await client.callTool({ name, arguments: input })
    const told = structuredContent as { data: object | null; error: object | null }
    page.call(name, input, told.data ?? told.error)
    if (told.data === null) throw new Error(JSON.stringify(told.error))
    return told.data
  }
  try {
    page.say(
      'A scenario that somebody has copied in the editor is imported; what was guessed is in the report.',
    )
    const { scenarios } = await call('import_files', {
      files: [{ name: 'invite.json', text: JSON.stringify(COPIED) }],
    })
    const scenario_id = scenarios[0].id
    await call('checkpoint', { name: 'as imported' })

    page.say('In a fork, a search tries an event that arrives twice. The customer gets the mail twice.')
    await call('fork', { name: 'broken' })
    await call('fault_search', { ...SEARCH, world: 'broken' })

    page.say('The mend goes into the world of the session, and the search is asked again.')
    const { scenarios: whole } = await call('search_scenarios', {
      ids: [scenario_id],
      include_node_designs: true,
    })
    const scenario = mended(whole[0].nodes)
    await call('update_scenario', { scenario_id, scenario })
    await call('check', {})
    await call('fault_search', SEARCH)

    page.say('It runs: one mail, though the event came twice.')
    await call('start_scenario', { scenario_id })
    for (const _ of [1, 2])
      await call('track_event', { registered: 'ada@example.com', type: 'friend_invited' })
    await call('advance', { by: '2h' })
    await call('search_mails', {})

    page.say('Back to the import, and once more with the mend alone: what was tried is gone.')
    await call('rewind', { to: 'as imported' })
    await call('search_mails', {})
    await call('update_scenario', { scenario_id, scenario })

    page.say('Out again: the three nodes as they came, and what has to be built by hand.')
    await call('export_scenario', { scenario_id })
  } finally {
    await client.close()
    await sandbox.stop()
  }
  return page.text()
}

const LONGEST = 700

class Page {
  readonly #lines = [
    '# An assistant rehearses a mend',
    '',
    'Calls of a real client to [the tools](../agents.md), and what they answered in `data`; long answers are cut. Written by `npm run schemas`, held by a test.',
  ]

  say(text: string): void {
    this.#lines.push('', `## ${text}`)
  }

  call(name: string, input: object, answer: unknown): void {
    this.#lines.push('', `\`${name}\``, '', '```json', cut(input), '```', '', '```json', cut(answer), '```')
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`
  }
}

function cut(value: unknown): string {
  const text = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ')
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text
}
