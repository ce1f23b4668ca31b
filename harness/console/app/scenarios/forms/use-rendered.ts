// A node as it would be for one customer, of the scenario as it stands: asked a moment after the last change. Nothing is sent.
import { useEffect, useState } from 'react'
import type { TestedNodes } from '../../../../control-api/scenarios/scenario-versions.ts'
import { client } from '../../kit/api.ts'
import { assumedAnswers } from '../draft/assumed-answers.ts'
import { useEditor } from '../editor.tsx'

export type Rendered = TestedNodes['nodes'][number]

const PAUSE_MS = 300

export function useRendered(id: number, customer: string): { rendered?: Rendered; error?: unknown } {
  const { draft, checked } = useEditor()
  const [answer, setAnswer] = useState<{ rendered?: Rendered; error?: unknown }>({})
  useEffect(() => {
    if (customer === '') return setAnswer({})
    let isOver = false
    const timer = setTimeout(async () => {
      try {
        const { nodes } = await client.scenarios.testUnsaved(draft, {
          customer,
          responses: assumedAnswers(draft, checked.nodes),
        })
        const rendered = nodes.find(node => node.id === id)
        if (!isOver) setAnswer(rendered === undefined ? {} : { rendered })
      } catch (error) {
        if (!isOver) setAnswer({ error })
      }
    }, PAUSE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [draft, checked, id, customer])
  return answer
}
