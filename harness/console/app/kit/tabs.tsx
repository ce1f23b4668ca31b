// Tabs whose choice stands in the address, so that it can be shared.
import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { useSearch } from './router.tsx'

interface Tab {
  id: string
  label: string
  content: ReactNode
}

/** The first one is shown unless the address says `?tab=`. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const [search, change] = useSearch()
  const asked = search.get('tab')
  const chosen = tabs.find(({ id }) => id === asked) ?? tabs[0]
  return (
    <Base.Root
      className="tabs"
      value={chosen?.id ?? ''}
      onValueChange={id => change({ tab: id === tabs[0]?.id ? undefined : String(id) })}
    >
      <Base.List className="tab-list" aria-label={label}>
        {tabs.map(tab => (
          <Base.Tab key={tab.id} value={tab.id} className="tab">
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map(tab => (
        <Base.Panel key={tab.id} value={tab.id} className="tab-panel">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
