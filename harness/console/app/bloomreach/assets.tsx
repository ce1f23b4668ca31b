// Data & Assets and the project's settings, a tab each.
import { Page } from '../kit/page.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { Catalogs } from './catalogs.tsx'
import { ConsentCategories } from './consent-categories.tsx'
import { HtmlBlocks, Policies, Segmentations, Snippets, Suppressions } from './project.tsx'
import { VoucherPools } from './voucher-pools.tsx'

const BlocksAndSnippets = () => (
  <div className="stack">
    <HtmlBlocks />
    <Snippets />
  </div>
)

export function View() {
  return (
    <Page title="Data & Assets" about="What the project holds beside its customers and scenarios.">
      <Tabs
        label="Data & Assets"
        tabs={[
          { id: 'consents', label: 'Consent categories', content: <ConsentCategories /> },
          { id: 'segmentations', label: 'Segmentations', content: <Segmentations /> },
          { id: 'catalogs', label: 'Catalogs', content: <Catalogs /> },
          { id: 'vouchers', label: 'Vouchers', content: <VoucherPools /> },
          { id: 'blocks', label: 'Blocks and snippets', content: <BlocksAndSnippets /> },
          { id: 'policies', label: 'Frequency policies', content: <Policies /> },
          { id: 'suppressions', label: 'Suppression list', content: <Suppressions /> },
        ]}
      />
    </Page>
  )
}
