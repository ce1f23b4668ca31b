// The clock: where it stands, a step on, an instant, the next due moment; and who keeps it from moving.
import { useState } from 'react'
import type { ClockState } from '../../../control-api/time/clock.ts'
import { client } from '../kit/api.ts'
import { TextField } from '../kit/field.tsx'
import { Instant, instantText, lengthText } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { problemOf } from '../kit/problem.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'

const STEPS = ['1 minute', '1 hour', '1 day', '7 days', '30 days']
const SAYS: Record<ClockState['mode'], string> = {
  fast: 'A fast clock: it jumps by itself to the next thing that a customer’s path waits for.',
  manual: 'A manual clock: time moves only when told.',
  real: 'The real clock: it moves by itself, and cannot be moved.',
}

export function ClockCard() {
  const asked = useAsked(['clock'], () => client.clock.state())
  return (
    <Card title="The clock">
      <Loaded of={asked}>
        {clock => (
          <div className="stack">
            <p className="now">
              <Instant at={clock.now} /> <span className="soft">UTC</span>
            </p>
            <p className="soft">{SAYS[clock.mode]}</p>
            {clock.mode !== 'real' && <Move clock={clock} />}
            <Held clock={clock} />
          </div>
        )}
      </Loaded>
    </Card>
  )
}

function Move({ clock: { pending, now, advancingTo } }: { clock: ClockState }) {
  const [by, setBy] = useState('')
  const [to, setTo] = useState('')
  const moved = ({ now }: ClockState) => `It is ${instantText(now)}.`
  const step = useDoing((length: string) => client.clock.advance(length), { topics: ['clock'], said: moved })
  const jump = useDoing((instant: string) => client.clock.advanceTo(instant), {
    topics: ['clock'],
    said: moved,
  })
  const byForm = useDoing((length: string) => client.clock.advance(length), {
    topics: ['clock'],
    said: moved,
    problems: 'form',
  })
  const toForm = useDoing((instant: string) => client.clock.advanceTo(instant), {
    topics: ['clock'],
    said: moved,
    problems: 'form',
  })
  const cancel = useDoing(() => client.clock.cancel(), { topics: ['clock'], said: 'The clock stands.' })
  const next = pending.find(({ dueAt }) => Date.parse(dueAt) >= Date.parse(now))
  const errorOf = (error: unknown) => (error === null ? undefined : textOf(error))
  return (
    <>
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={next === undefined}
          onClick={() => next !== undefined && jump.mutate(next.dueAt)}
        >
          To the next due moment
        </button>
        <fieldset className="steps-on">
          <legend className="hidden">Advance by</legend>
          <span aria-hidden="true">Advance by</span>
          {STEPS.map(length => (
            <button
              key={length}
              type="button"
              className="button"
              aria-label={`Advance by ${length}`}
              onClick={() => step.mutate(length)}
            >
              {length}
            </button>
          ))}
        </fieldset>
        {advancingTo !== undefined && (
          <button type="button" className="button danger" onClick={() => cancel.mutate()}>
            Stop on the way to {instantText(advancingTo)}
          </button>
        )}
      </div>
      <div className="moves">
        <form
          onSubmit={event => {
            event.preventDefault()
            byForm.mutate(by)
          }}
        >
          <TextField
            label="By a length"
            value={by}
            onChange={setBy}
            placeholder="90s, 2h, 3 days"
            error={errorOf(byForm.error)}
          />
          <button type="submit" className="button">
            Advance
          </button>
        </form>
        <form
          onSubmit={event => {
            event.preventDefault()
            toForm.mutate(to)
          }}
        >
          <TextField
            label="To an instant"
            value={to}
            onChange={setTo}
            placeholder={now.replace('.000Z', 'Z')}
            error={errorOf(toForm.error)}
          />
          <button type="submit" className="button">
            Go there
          </button>
        </form>
      </div>
    </>
  )
}

function textOf(error: unknown): string {
  const { problem, remedy } = problemOf(error)
  return remedy === undefined ? problem : `${problem} ${remedy}`
}

function Held({ clock: { heldBy = [] } }: { clock: ClockState }) {
  if (heldBy.length === 0) return null
  return (
    <ul className="soft" aria-label="Who keeps time from moving">
      {heldBy.map(({ what, forMs }) => (
        <li key={what}>
          {what} keeps it from moving, for {lengthText(forMs)}
        </li>
      ))}
    </ul>
  )
}
