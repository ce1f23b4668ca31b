// One moment: what runs then and for whom, and a way to go there.
import type { Waiting } from '../../../control-api/time/clock.ts'
import { client } from '../kit/api.ts'
import { instantText, lengthText } from '../kit/instant.tsx'
import { Card } from '../kit/page.tsx'
import { useDoing } from '../kit/queries.ts'
import { Link } from '../kit/router.tsx'
import type { Moment } from './moments.ts'

export function MomentCard({ moment: { dueAt, inMs, waiting } }: { moment: Moment }) {
  const go = useDoing(() => client.clock.advanceTo(dueAt), {
    topics: ['clock'],
    said: `It is ${instantText(dueAt)}.`,
  })
  return (
    <Card
      title={`${instantText(dueAt)}, in ${lengthText(inMs)}`}
      actions={
        <button type="button" className="button primary small" onClick={() => go.mutate()}>
          Advance to here
        </button>
      }
    >
      <ul className="stack">
        {waiting.map(one => (
          <li key={`${one.scenario?.id}/${one.node}/${one.label}`}>
            <p>
              <Where waiting={one} />
              {one.label}
            </p>
            <p className="row">
              {one.customers.map(({ id, name }) => (
                <Link key={id} to={`/customers/${encodeURIComponent(id)}`}>
                  {name}
                </Link>
              ))}
              {one.count > one.customers.length && (
                <span className="soft">and {one.count - one.customers.length} more</span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Where({ waiting: { scenario } }: { waiting: Waiting }) {
  if (scenario === undefined) return null
  return (
    <>
      <Link to={`/scenarios/${encodeURIComponent(scenario.id)}`}>{scenario.name}</Link>
      {': '}
    </>
  )
}
