// The line of time: from now to the last moment at which something is due. Each point is a button that shows its moment.
import { instantText, lengthText } from '../kit/instant.tsx'
import { type Cluster, clustersOf, type Moment, ticksUpTo } from './moments.ts'

interface Props {
  moments: Moment[]
  chosen: string | undefined
  onChoose: (dueAt: string) => void
}

export function LineOfTime({ moments, chosen, onChoose }: Props) {
  const lastMs = moments.at(-1)?.inMs ?? 0
  return (
    <div className="line">
      <div className="line-track">
        <span className="line-now">now</span>
        {ticksUpTo(lastMs).map(({ label, place }) => (
          <span key={label} className="line-tick" style={{ insetInlineStart: `${place * 100}%` }}>
            {label}
          </span>
        ))}
        <ol aria-label="Moments at which something is due">
          {clustersOf(moments).map(cluster => (
            <Point key={cluster.place} {...{ cluster, chosen, onChoose }} />
          ))}
        </ol>
      </div>
    </div>
  )
}

interface PointProps extends Omit<Props, 'moments'> {
  cluster: Cluster
}

function Point({ cluster: { place, moments }, chosen, onChoose }: PointProps) {
  const [first] = moments
  if (first === undefined) return null
  const count = moments.reduce((sum, moment) => sum + moment.count, 0)
  const more = moments.length === 1 ? '' : `, and ${moments.length - 1} moments after it`
  const who =
    count === 0
      ? (first.waiting[0]?.label ?? '')
      : `${count} ${count === 1 ? 'customer waits' : 'customers wait'}`
  const isChosen = moments.some(({ dueAt }) => dueAt === chosen)
  return (
    <li style={{ insetInlineStart: `${place * 100}%` }}>
      <button
        type="button"
        className="line-point"
        aria-pressed={isChosen}
        aria-label={`${instantText(first.dueAt)}, in ${lengthText(first.inMs)}${more}: ${who}`}
        data-size={count > 100 ? 'large' : count > 5 ? 'middle' : 'small'}
        onClick={() => onChoose(first.dueAt)}
      >
        {count > 1 ? count : ''}
      </button>
    </li>
  )
}
