// Copies a text, and says so.

import { IconCopy } from './icons.tsx'
import { showProblem, toast } from './toasts.tsx'

export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      toast('Copied.')
    } catch {
      // Only a page of this machine, or one by HTTPS, may write there.
      showProblem(new Error('Cannot copy: the browser lets this page not write to the clipboard.'))
    }
  }
  return (
    <button type="button" className="button small quiet" onClick={() => void copy()}>
      <IconCopy />
      {label}
    </button>
  )
}
