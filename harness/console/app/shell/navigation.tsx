// The way from area to area: a list at the side, on a phone behind a button.
import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import type { Area } from '../kit/area.ts'
import { IconClose, IconMenu } from '../kit/icons.tsx'
import { Link, usePath } from '../kit/router.tsx'
import { areas } from './areas.ts'

export function Navigation({ onGone }: { onGone?: () => void }) {
  const path = usePath()
  return (
    <nav aria-label="Areas" className="areas">
      {areas.map(area => (
        <AreaEntries key={area.title} {...{ area, path, onGone }} />
      ))}
    </nav>
  )
}

interface EntriesProps {
  area: Area
  path: string
  onGone: (() => void) | undefined
}

function AreaEntries({ area: { title, Icon, entries, views }, path, onGone }: EntriesProps) {
  const [first] = entries
  const isHere = isBelow(path, [...entries.map(entry => entry.path), ...views.map(view => view.path)])
  const current = entries.filter(entry => isBelow(path, [entry.path])).at(-1)
  return (
    <div className="area" data-here={isHere || undefined}>
      <Link
        to={first?.path ?? '/'}
        className="area-link"
        aria-current={isHere && (entries.length === 1 || current === undefined) ? 'page' : undefined}
        onClick={onGone}
      >
        <Icon />
        {title}
      </Link>
      {isHere && entries.length > 1 && (
        <ul className="area-entries">
          {entries.map(entry => (
            <li key={entry.path}>
              <Link to={entry.path} aria-current={entry === current ? 'page' : undefined} onClick={onGone}>
                {entry.title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The path itself, or a step of it; the first page is above nothing. */
const isBelow = (path: string, patterns: readonly string[]): boolean =>
  patterns.some(pattern => {
    const [stem = ''] = pattern.split('/:')
    return path === stem || (stem !== '/' && path.startsWith(`${stem}/`))
  })

/** On a phone. */
export function NavigationDrawer() {
  const [isOpen, open] = useState(false)
  return (
    <Dialog.Root open={isOpen} onOpenChange={open}>
      <Dialog.Trigger className="icon-button menu-button" aria-label="Menu">
        <IconMenu />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="drawer">
          <Dialog.Title className="hidden">Menu</Dialog.Title>
          <div className="drawer-header">
            <span className="brand">Referral sandbox</span>
            <Dialog.Close className="icon-button" aria-label="Close">
              <IconClose />
            </Dialog.Close>
          </div>
          <Navigation onGone={() => open(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
