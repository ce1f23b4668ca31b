// The state of a campaign as the Campaign Manager names it.
import { Pill, type Tone } from '../kit/pill.tsx'
import type { Campaign } from './management-api.ts'

const TONES: Record<string, Tone> = { running: 'good', enabled: 'good', scheduled: 'info', expired: 'warn' }

/** `frontendState` is what people see: running, scheduled, expired, disabled, archived. */
export function CampaignState({ campaign: { frontendState, state } }: { campaign: Campaign }) {
  const shown = frontendState ?? state
  return <Pill tone={TONES[shown] ?? 'quiet'}>{shown}</Pill>
}
