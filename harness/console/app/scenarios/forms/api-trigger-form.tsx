// An API trigger: its fields, and once it is saved its URL, a call to try it with, and the trigger log. [D] api-trigger.
import { useState } from 'react'
import { client, vendor } from '../../kit/api.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { TextAreaField } from '../../kit/field.tsx'
import { Instant } from '../../kit/instant.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { Problem } from '../../kit/problem.tsx'
import { useAsked, useDoing } from '../../kit/queries.ts'
import { useScenarioId } from '../scenario-id.ts'
import { CustomerField } from './customer-field.tsx'
import { FormTabs } from './form-tabs.tsx'
import { NodeFields, type NodeFormProps } from './node-fields.tsx'

export function ApiTriggerForm(props: NodeFormProps) {
  return (
    <FormTabs
      label="API trigger"
      tabs={[
        { label: 'Parameters', content: <NodeFields {...props} /> },
        { label: 'Calls', content: <Calls node={props.node.id} /> },
      ]}
    />
  )
}

function Calls({ node }: { node: number }) {
  const id = useScenarioId()
  return id === undefined ? (
    <p className="soft">It has a URL once the scenario is saved.</p>
  ) : (
    <SavedCalls id={id} node={node} />
  )
}

function SavedCalls({ id, node }: { id: string; node: number }) {
  const asked = useAsked(['scenarios', 'api triggers', id], () => client.scenarios.apiTriggers(id))
  return (
    <Loaded of={asked}>
      {({ triggers, log }) => {
        const trigger = triggers.find(one => one.node === node)
        return trigger === undefined ? (
          <p className="soft">It has a URL once the scenario is saved.</p>
        ) : (
          <div className="stack">
            <p className="row">
              <code>POST {trigger.url}</code>
              <CopyButton text={trigger.url} label="Copy the URL" />
            </p>
            <TryIt {...trigger} />
            <Log calls={log.filter(call => call.node === node)} />
          </div>
        )
      }}
    </Loaded>
  )
}

type Shown = Awaited<ReturnType<typeof client.scenarios.apiTriggers>>

function TryIt({ url, example }: Shown['triggers'][number]) {
  const [body, setBody] = useState(JSON.stringify(example, null, 2))
  const [customer, setCustomer] = useState('')
  const call = useDoing(
    async () => vendor(pathOf(url), { method: 'POST', body: await called(body, customer) }),
    {
      said: 'It is called.',
      topics: ['scenarios', 'bloomreach'],
      problems: 'form',
    },
  )
  return (
    <>
      <CustomerField value={customer} onChange={setCustomer} />
      <p className="soft">Without a customer everybody enters, and what comes after it picks the audience.</p>
      <TextAreaField label="Body" rows={5} value={body} onChange={setBody} />
      {call.error !== null && <Problem error={call.error} />}
      <div>
        <button type="button" className="button" aria-busy={call.isPending} onClick={() => call.mutate()}>
          Call it
        </button>
      </div>
    </>
  )
}

/** Within this world, whatever its address begins with. */
const pathOf = (url: string): string => url.slice(url.indexOf('/campaigns/'))

async function called(body: string, customer: string): Promise<object> {
  const given = JSON.parse(body) as object
  return customer === '' ? given : { ...given, customer_ids: (await client.customers.get(customer)).ids }
}

function Log({ calls }: { calls: Shown['log'] }) {
  return (
    <section aria-label="Trigger log">
      <h3>Trigger log</h3>
      {calls.length === 0 && <p className="soft">Nobody has called it yet.</p>}
      <ul className="lines">
        {calls.toReversed().map(({ at, customer, params, accepted }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two calls may be the same.
          <li key={index}>
            <Instant at={new Date(at).toISOString()} />
            <span>
              {customer ?? 'everybody'} {accepted ? '' : '(refused: too soon)'}{' '}
              <code>{JSON.stringify(params)}</code>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
