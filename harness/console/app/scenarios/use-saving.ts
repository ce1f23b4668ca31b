// Saves the scenario: as a draft the first time, then as its next version. What check calls an error refuses it.
import { SandboxError } from '../../../../mocks/kit/sandbox-error.ts'
import { LONGEST_TEXT } from '../../../scenario-text/longest-text.ts'
import { client } from '../kit/api.ts'
import { useDoing } from '../kit/queries.ts'
import { guardLeaving, navigate } from '../kit/router.tsx'
import type { Edited } from './draft/edited.ts'
import { useEditor } from './editor.tsx'
import { useScenarioId } from './scenario-id.ts'

type Definition = Parameters<typeof client.scenarios.create>[0]

export function useSaving() {
  const id = useScenarioId()
  const { edited, dispatch } = useEditor()
  return useDoing(() => saved(id, edited), {
    said: 'Saved.',
    topics: ['scenarios'],
    after(scenario) {
      dispatch({ saved: edited })
      if (id !== undefined) return
      // The guard of unsaved work stands until the saved state is drawn.
      guardLeaving(() => true)
      navigate(`/scenarios/${encodeURIComponent(scenario.id)}`, { replace: true })
    },
  })
}

async function saved(id: string | undefined, { draft, source }: Edited) {
  const { findings } = await client.scenarios.check(draft)
  const wrong = findings.filter(({ severity }) => severity === 'error')
  const [first] = wrong
  if (draft.nodes.length === 0 || first !== undefined) throw refused(wrong.length, first)
  const definition = { ...draft, ...(await writtenAs(draft, source)) } as unknown as Definition
  return id === undefined ? client.scenarios.create(definition) : client.scenarios.replace(id, definition)
}

/** Changed by what was edited, with its comments; nothing where it came from no text. */
async function writtenAs(draft: Edited['draft'], source: Edited['source']): Promise<{ text?: string }> {
  if (source === undefined || source.text.length > LONGEST_TEXT) return {}
  const { textOf } = await import('../../../scenario-text/written-text.ts')
  return { text: textOf(draft, source) }
}

function refused(count: number, first: { message: string; remedy: string } | undefined): SandboxError {
  if (first === undefined)
    return new SandboxError('invalid-scenario', 'Cannot save the scenario: it has no node.', {
      remedy: 'Put a trigger on the canvas first.',
    })
  const more = count > 1 ? ` And ${count - 1} more, listed below the canvas.` : ''
  return new SandboxError('invalid-scenario', `Cannot save the scenario: ${first.message}`, {
    remedy: `${first.remedy}${more}`,
  })
}
