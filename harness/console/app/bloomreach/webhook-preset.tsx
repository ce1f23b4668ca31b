// A webhook preset: a request that several scenarios start from. A secret value never comes back: it is kept unless another one is typed.
import { OpenSetting, useSettings } from './setting-part.tsx'

interface Props {
  /** By name; a new one is made without. */
  known: string | undefined
  onClose: () => void
}

export function WebhookPreset({ known, onClose }: Props) {
  const { data } = useSettings()
  const part = data?.parts.find(({ part }) => part === 'webhook-presets')
  if (part === undefined) return null
  return <OpenSetting part={part} known={part.items.find(({ name }) => name === known)} onClose={onClose} />
}
