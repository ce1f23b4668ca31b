// One Application: what is in it, a tab each, as the Campaign Manager's own menu has them.
import type { ViewProps } from '../kit/area.ts'
import { Page } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { Tabs } from '../kit/tabs.tsx'
import { AccessLogs } from './access-logs.tsx'
import { ApiKeys } from './api-keys.tsx'
import { Campaigns } from './campaigns.tsx'
import { Customers } from './customers.tsx'
import { management } from './management-api.ts'
import { Sessions } from './sessions.tsx'

export function View({ params: { application = '' } }: ViewProps) {
  const asked = useAsked(['talon-one', 'application', application], () => management.application(application))
  return (
    <Page
      title={asked.data?.name ?? `Application ${application}`}
      above={[['Applications', '/talon-one']]}
      about={
        asked.data &&
        `ID ${asked.data.id}, ${asked.data.currency}, ${asked.data.timezone}. ${asked.data.description ?? ''}`
      }
    >
      <Tabs
        label="Application"
        tabs={[
          { id: 'campaigns', label: 'Campaigns', content: <Campaigns application={application} /> },
          { id: 'customers', label: 'Customers', content: <Customers application={application} /> },
          { id: 'sessions', label: 'Sessions', content: <Sessions application={application} /> },
          { id: 'settings', label: 'Settings', content: <ApiKeys application={application} /> },
          { id: 'logs', label: 'Access logs', content: <AccessLogs application={application} /> },
        ]}
      />
    </Page>
  )
}
