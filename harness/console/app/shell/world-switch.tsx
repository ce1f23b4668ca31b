// From world to world, once there are several.
import { Menu } from '@base-ui/react/menu'
import { baseOf, worldId } from '../kit/address.ts'
import { client } from '../kit/api.ts'
import { IconWorlds } from '../kit/icons.tsx'
import { useAsked } from '../kit/queries.ts'

export function WorldSwitch() {
  const asked = useAsked(['worlds', 'list'], () => client.worlds.list({ environment: 'none' }))
  const { worlds = [] } = asked.data ?? {}
  if (worlds.length < 2 && worldId === 'first') return null
  return (
    <Menu.Root>
      <Menu.Trigger className="clock world-switch" aria-label={`World ${worldId}`}>
        <IconWorlds />
        <span className="world-name">{worldId}</span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="menu-positioner">
          <Menu.Popup className="menu">
            {worlds.map(({ id }) => (
              <Menu.Item
                key={id}
                className="menu-item"
                disabled={id === worldId}
                onClick={() => location.assign(`${baseOf(id)}/console`)}
              >
                {id === worldId ? `${id}, shown here` : `Go to ${id}`}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
