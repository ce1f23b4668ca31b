// The tabs of a node's window.
import { Tabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

interface Tab {
  label: string
  content: ReactNode
}

export function FormTabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <Tabs.Root className="tabs" defaultValue={tabs[0]?.label}>
      <Tabs.List className="tab-list" aria-label={label}>
        {tabs.map(tab => (
          <Tabs.Tab key={tab.label} value={tab.label} className="tab">
            {tab.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(tab => (
        <Tabs.Panel key={tab.label} value={tab.label} className="tab-panel form">
          {tab.content}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  )
}
