// The world's time, always in sight; pressed, it moves.
import { Menu } from '@base-ui/react/menu'
import { client } from '../kit/api.ts'
import { IconTime } from '../kit/icons.tsx'
import { instantText } from '../kit/instant.tsx'
import { useLiveState } from '../kit/live.ts'
import { useAsked, useDoing } from '../kit/queries.ts'

const STEPS = ['1 minute', '1 hour', '1 day', '7 days']

export function Clock() {
  const clock = useAsked(['clock'], () => client.clock.state())
  const move = useDoing((by: string) => client.clock.advance(by), { topics: ['clock'] })
  const moveTo = useDoing((to: string) => client.clock.advanceTo(to), { topics: ['clock'] })
  const live = useLiveState()
  const { mode, now, pending } = clock.data ?? {}
  const next = pending?.[0]
  return (
    <Menu.Root>
      <Menu.Trigger className="clock">
        <IconTime />
        <span className="hidden">World time </span>
        <span className="clock-now">{now === undefined ? '' : instantText(now)}</span>
        <span className="clock-mode" data-live={live}>
          {' '}
          {move.isPending || moveTo.isPending ? 'moving' : live === 'lost' ? 'not connected' : mode}
        </span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="menu-positioner">
          <Menu.Popup className="menu">
            {mode === 'real' ? (
              <Menu.Item className="menu-item" disabled>
                The real clock moves by itself
              </Menu.Item>
            ) : (
              <>
                {STEPS.map(step => (
                  <Menu.Item key={step} className="menu-item" onClick={() => move.mutate(step)}>
                    Advance by {step}
                  </Menu.Item>
                ))}
                <Menu.Item
                  className="menu-item"
                  disabled={next === undefined}
                  onClick={() => next !== undefined && moveTo.mutate(next.dueAt)}
                >
                  {next === undefined
                    ? 'Nothing is due'
                    : `To the next due moment, ${instantText(next.dueAt)}`}
                </Menu.Item>
              </>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
