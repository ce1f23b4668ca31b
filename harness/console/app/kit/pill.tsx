// A state in a word, with a colour that says the same.
export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'quiet'

export function Pill({ tone = 'quiet', children }: { tone?: Tone; children: React.ReactNode }) {
  return (
    <span className="pill" data-tone={tone}>
      {children}
    </span>
  )
}
