// Why a request was answered so, or where the values of a mail came from: the steps that were taken, what was read, what led there.
import type { Explanation } from '../../../control-api/happened/explain.ts'
import { IconCheck, IconClose } from '../kit/icons.tsx'
import { Instant } from '../kit/instant.tsx'

type Line = Explanation['causes'][number]

export function ExplanationView({ explanation }: { explanation: Explanation }) {
  const { says, reason, hint, nearest, steps, reads, values, causes, effects } = explanation
  return (
    <div className="explanation stack">
      <div>
        <p>{says}</p>
        {hint !== undefined && <p className="soft">{hint}</p>}
        {reason !== undefined && (
          <p className="soft">
            Reason <code>{reason}</code>
          </p>
        )}
        {nearest !== undefined && <p className="soft">Nearest: {nearest}</p>}
      </div>
      {steps.length > 0 && (
        <ol className="steps">
          {steps.map(({ looked, found, ok }) => (
            <li key={looked} data-ok={ok}>
              {ok ? <IconCheck /> : <IconClose />}
              <span>
                <span className="hidden">{ok ? 'Passed: ' : 'Failed: '}</span>
                <strong>{looked}</strong> {found}
              </span>
            </li>
          ))}
        </ol>
      )}
      <Listed
        title="What the answer rests on"
        of={reads.map(({ what, value, writtenBy }) => [what, shown(value), writtenBy])}
      />
      <Listed
        title="Where its values come from"
        of={values.map(({ expression, value, from, writtenBy }) => [
          value === undefined ? expression : `${expression} = ${value}`,
          from,
          writtenBy,
        ])}
      />
      <Lines title="What led to it" lines={causes} />
      <Lines title="What it led to" lines={effects} />
    </div>
  )
}

const shown = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

function Listed({ title, of }: { title: string; of: [string, string, Line | undefined][] }) {
  if (of.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      <ul className="reads">
        {of.map(([what, value, writtenBy]) => (
          <li key={what}>
            {what} {value !== '' && <code>{value}</code>}
            {writtenBy !== undefined && <span className="soft">, written by {writtenBy.text}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  if (lines.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      <ol className="reads">
        {lines.map(({ seq, at, text }) => (
          <li key={seq}>
            <span className="soft">
              <Instant at={at} />
            </span>{' '}
            {text}
          </li>
        ))}
      </ol>
    </div>
  )
}
