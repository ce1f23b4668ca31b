// What somebody writes, a little later: a search asks when the writer pauses, not for every letter.
import { useEffect, useState } from 'react'

const PAUSE_MS = 200

export function useTyped(text: string): string {
  const [settled, settle] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => settle(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
