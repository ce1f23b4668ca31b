// One scenario: its editor, with what the editor needs. `/scenarios/new` is one that is not saved yet.
import './scenarios.css'
import './canvas.css'
import './forms.css'
import { client } from '../kit/api.ts'
import type { ViewProps } from '../kit/area.ts'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { emptyDraft } from './draft/draft.ts'
import { editedOf } from './draft/edited.ts'
import { draftOf } from './draft/stored.ts'
import { ScenarioEditor } from './scenario-editor.tsx'

const NEW = 'new'

export function View({ params: { id = NEW } }: ViewProps) {
  const asked = useAsked(['scenarios', 'to edit', id], () => asIs(id))
  const names = useAsked(['bloomreach', 'names'], () => client.scenarios.names())
  if (asked.data === undefined || names.data === undefined) {
    return (
      <Page title="Scenario" above={[['Scenarios', '/scenarios']]}>
        <Loaded of={asked}>{() => null}</Loaded>
        {asked.data !== undefined && <Loaded of={names}>{() => null}</Loaded>}
      </Page>
    )
  }
  return <ScenarioEditor key={id} {...asked.data} names={names.data} />
}

async function asIs(id: string) {
  const [{ nodeTypes }, scenario] = await Promise.all([
    client.scenarios.nodeTypes(),
    id === NEW ? undefined : client.scenarios.get(id),
  ])
  const draft = scenario === undefined ? emptyDraft('New scenario') : draftOf(scenario, nodeTypes)
  const source = scenario?.text === undefined ? undefined : { text: scenario.text, says: draft }
  return { scenario, stored: editedOf(draft, {}, source), nodeTypes }
}
