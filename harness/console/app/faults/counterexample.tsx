// A counterexample: which promise broke and why, what was done to the run, its timeline, and the test that shows it again.
import type { ShownSearch } from '../../../control-api/faults/searches.ts'
import '../happened/happened.css'
import { CopyButton } from '../kit/copy-button.tsx'
import { Card } from '../kit/page.tsx'

type Finding = NonNullable<ShownSearch['findings']>[number]

export function Counterexample({ finding }: { finding: Finding }) {
  const { invariant, says, because, schedule, alike, timeline, mend, test } = finding
  return (
    <Card title={`${invariant} is broken`} actions={<CopyButton text={test} label="Copy the test" />}>
      <div className="stack">
        <div>
          <p>{because}</p>
          <p className="soft">{says}</p>
          {alike > 0 && <p className="soft">In the same way after {alike} further schedules.</p>}
          {mend !== undefined && <p className="mend">{mend}</p>}
        </div>
        <div>
          <h3>What was done to it</h3>
          {schedule.length === 0 ? (
            <p>Nothing: it breaks by itself.</p>
          ) : (
            <ol className="reads">
              {schedule.map(({ at, fault }) => (
                <li key={`${at} ${fault}`}>
                  <code>{fault}</code> at {at}
                </li>
              ))}
            </ol>
          )}
        </div>
        <div>
          <h3>Timeline</h3>
          <ol className="told">
            {timeline.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be the same, and the list never changes.
              <li key={index}>{line.trim()}</li>
            ))}
          </ol>
        </div>
        <details>
          <summary>Test</summary>
          <pre className="test-text">{test}</pre>
        </details>
      </div>
    </Card>
  )
}
