// Copies a text, and says so.

import { IconCopy } from './icons.tsx'
import { toast } from './toasts.tsx'

export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    toast('Copied.')
  }
  return (
    <button type="button" className="button small quiet" onClick={() => void copy()}>
      <IconCopy />
      {label}
    </button>
  )
}
