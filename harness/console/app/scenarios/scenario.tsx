// One scenario: its editor, with what the editor needs. `/scenarios/new` is one that is not saved yet.
import './scenarios.css'
import './canvas.css'
import './forms.css'
import { useMemo } from 'react'
import type { ViewProps } from '../kit/area.ts'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { emptyDraft } from './draft/draft.ts'
import { type Edited, editedOf } from './draft/edited.ts'
import { draftOf } from './draft/stored.ts'
import { itsNames, toEdit } from './questions.ts'
import { ScenarioEditor } from './scenario-editor.tsx'

export function View({ params: { id } }: ViewProps) {
  const asked = useAsked(...toEdit(id))
  const names = useAsked(...itsNames())
  const stored = useMemo(() => asked.data && editedIn(asked.data), [asked.data])
  if (asked.data === undefined || stored === undefined || names.data === undefined) {
    return (
      <Page title="Scenario" above={[['Scenarios', '/scenarios']]}>
        <Loaded of={asked}>{() => null}</Loaded>
        {asked.data !== undefined && <Loaded of={names}>{() => null}</Loaded>}
      </Page>
    )
  }
  return <ScenarioEditor key={id} {...asked.data} stored={stored} names={names.data} />
}

type Asked = Awaited<ReturnType<ReturnType<typeof toEdit>[1]>>

function editedIn({ scenario, nodeTypes }: Asked): Edited {
  const draft = scenario === undefined ? emptyDraft('New scenario') : draftOf(scenario, nodeTypes)
  const source = scenario?.text === undefined ? undefined : { text: scenario.text, says: draft }
  return editedOf(draft, {}, source)
}
