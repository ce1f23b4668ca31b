// Time: where the clock stands, how it moves, and what waits for whom on a line that can be clicked.
import { useState } from 'react'
import { client } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link } from '../kit/router.tsx'
import { ClockCard } from './clock-card.tsx'
import { LineOfTime } from './line-of-time.tsx'
import { MomentCard } from './moment-card.tsx'
import { momentsOf } from './moments.ts'
import { WaitingTable } from './waiting-table.tsx'
import './time.css'

const MOST = 5_000

export function View() {
  const asked = useAsked(['clock', 'waiting'], () => client.clock.waiting({ limit: MOST }))
  const [chosen, choose] = useState<string>()
  return (
    <Page
      title="Time"
      about="The world stands still until its clock moves. Whatever is due on the way runs, in order."
    >
      <ClockCard />
      <Loaded of={asked}>
        {({ now, total, waiting }) => {
          const moments = momentsOf(now, waiting)
          const shown = moments.find(({ dueAt }) => dueAt === chosen)
          return (
            <>
              <Card title="What waits">
                {moments.length === 0 ? (
                  <Empty title="Nothing waits.">
                    Start a scenario, or track an event that triggers one.{' '}
                    <Link to="/">Go to the overview</Link>
                  </Empty>
                ) : (
                  <LineOfTime moments={moments} chosen={chosen} onChoose={choose} />
                )}
              </Card>
              {shown !== undefined && <MomentCard moment={shown} />}
              {moments.length > 0 && <WaitingTable moments={moments} total={total} onChoose={choose} />}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
