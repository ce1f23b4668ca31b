// A scenario's status as Bloomreach says it.
import { Pill, type Tone } from '../kit/pill.tsx'

const TONES: Record<string, Tone> = {
  active: 'good',
  finishing: 'warn',
  stopped: 'quiet',
  finished: 'info',
  draft: 'quiet',
}

export const StatusOfScenario = ({ status }: { status: string }) => (
  <Pill tone={TONES[status] ?? 'quiet'}>{status}</Pill>
)
