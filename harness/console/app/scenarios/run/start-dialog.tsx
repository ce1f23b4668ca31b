// The window before a start: how many customers are affected, and why that may be more than there are. [D] testing-scenarios,
// saving-and-cloning-of-scenarios: "Confirm scenario execution", whose warnings never block.
import type { Preview, Scenario } from '../../../../control-api/scenarios/scenarios.ts'
import { client } from '../../kit/api.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { useAsked, useDoing } from '../../kit/queries.ts'
import { navigate } from '../../kit/router.tsx'
import { useEditor } from '../editor.tsx'

export function StartDialog({ scenario, onClose }: { scenario: Scenario; onClose: () => void }) {
  const asked = useAsked(['scenarios', 'before a start', scenario.id], () =>
    client.scenarios.preview(scenario.id),
  )
  const start = useDoing(() => client.scenarios.start(scenario.id), {
    said: ({ affected }) => `Started for ${customers(affected)}.`,
    topics: ['scenarios', 'clock'],
    after() {
      onClose()
      navigate(`/scenarios/${encodeURIComponent(scenario.id)}?tab=evaluate`, { replace: true })
    },
  })
  return (
    <Dialog open onClose={onClose} title="Confirm scenario execution">
      <Loaded of={asked}>{preview => <Told preview={preview} name={scenario.name} />}</Loaded>
      <footer className="dialog-footer">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="button primary"
          aria-busy={start.isPending}
          onClick={() => start.mutate()}
        >
          Start
        </button>
      </footer>
    </Dialog>
  )
}

const customers = (count: number): string => `${count} affected ${count === 1 ? 'customer' : 'customers'}`

function Told({ preview: { affected, nodes, warnings }, name }: { preview: Preview; name: string }) {
  const { nodeTypes } = useEditor()
  const actions = nodes.filter(({ type }) => nodeTypes.get(type)?.role === 'action')
  return (
    <div className="stack">
      <p className="affected">
        <strong>{affected}</strong> affected {affected === 1 ? 'customer' : 'customers'}
      </p>
      <p>{name} runs for them as soon as it is started, and goes on until it is stopped.</p>
      {actions.length > 0 && (
        <p className="soft">
          A customer is counted once for each action that they meet, and once more for each trigger that leads
          there:{' '}
          {actions
            .map(one => `${one.name ?? nodeTypes.get(one.type)?.title} #${one.id} ${one.customers}`)
            .join(', ')}
          .
        </p>
      )}
      {warnings.map(({ message }) => (
        <p key={message} className="told">
          {message}
        </p>
      ))}
    </div>
  )
}
