// Text that somebody pastes or drops on a view: a file, or what was copied elsewhere. Fields and windows keep what is meant for them.
import { useEffect, useRef } from 'react'

/** `isOwn` tells what is dragged within the view itself. */
export function useTextFromOutside(
  take: (text: string) => void,
  isOwn = (_types: readonly string[]) => false,
): void {
  const latest = useRef(take)
  latest.current = take
  const own = useRef(isOwn)
  own.current = isOwn
  useEffect(() => {
    const end = new AbortController()
    const hear = { signal: end.signal }
    document.addEventListener('paste', event => pasted(event, latest.current), hear)
    document.addEventListener(
      'dragover',
      event => isForUs(event, own.current) && event.preventDefault(),
      hear,
    )
    document.addEventListener(
      'drop',
      event => isForUs(event, own.current) && void dropped(event, latest.current),
      hear,
    )
    return () => end.abort()
  }, [])
}

function pasted(event: ClipboardEvent, take: (text: string) => void): void {
  const [file] = event.clipboardData?.files ?? []
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (isInField(event.target) || (file === undefined && text === '')) return
  event.preventDefault()
  if (file === undefined) take(text)
  else void file.text().then(take)
}

const isForUs = (
  { target, dataTransfer }: DragEvent,
  isOwn: (types: readonly string[]) => boolean,
): boolean =>
  dataTransfer !== null &&
  !isInField(target) &&
  !isOwn(dataTransfer.types) &&
  ['Files', 'text/plain'].some(type => dataTransfer.types.includes(type))

async function dropped(event: DragEvent, take: (text: string) => void): Promise<void> {
  event.preventDefault()
  const [file] = event.dataTransfer?.files ?? []
  const text = event.dataTransfer?.getData('text/plain') ?? ''
  take(file === undefined ? text : await file.text())
}

const isInField = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, [contenteditable="true"], [role="dialog"], [role="alertdialog"]') !== null
