// The format of codes, with a sample that follows what is typed.
import { TextField } from '../kit/field.tsx'
import { countOfCodes, sampleCode } from './code-format.ts'
import './talon-one.css'

export interface Format {
  pattern: string
  characters: string
}

interface Props {
  format: Format
  onChange: (format: Format) => void
}

export function CodeFormatFields({ format, onChange }: Props) {
  const { pattern, characters } = format
  return (
    <>
      <TextField
        label="Code format"
        hint="Each # becomes one of the characters below."
        value={pattern}
        onChange={value => onChange({ ...format, pattern: value })}
      />
      <TextField
        label="Valid characters"
        value={characters}
        onChange={value => onChange({ ...format, characters: value })}
      />
      <p className="sample">
        <span className="soft">A code looks like</span>{' '}
        <output aria-label="Sample code">{sampleCode(pattern, characters)}</output>{' '}
        <span className="soft">({countOfCodes(pattern, characters)} of them)</span>
      </p>
    </>
  )
}
