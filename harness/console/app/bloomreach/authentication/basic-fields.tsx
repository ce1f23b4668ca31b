// Basic authentication of an HTTP Authentication Schema. [D] webhook-authentication: user name and password are kept, the password is
// never shown again.
import { CheckField, TextField } from '../../kit/field.tsx'
import type { Basic } from './authentication-schema.ts'

const EMPTY: Basic = { username: '', password: '' }

interface Props {
  basic: Basic | undefined
  /** As it came: its password is a mask. */
  known: Basic | undefined
  onChange: (basic: Basic | undefined) => void
}

export function BasicFields({ basic, known, onChange }: Props) {
  const isKept = basic !== undefined && basic.password === known?.password
  return (
    <>
      <CheckField
        label="Basic authentication"
        checked={basic !== undefined}
        onChange={isOn => onChange(isOn ? (known ?? EMPTY) : undefined)}
      />
      {basic !== undefined && (
        <fieldset className="filters">
          <legend className="hidden">Basic authentication</legend>
          <TextField
            label="Username"
            value={basic.username}
            onChange={username => onChange({ ...basic, username })}
          />
          <TextField
            label="Password"
            type="password"
            autoComplete="new-password"
            placeholder={isKept ? 'Kept unless another one is typed' : undefined}
            value={isKept ? '' : basic.password}
            onChange={password =>
              onChange({ ...basic, password: password === '' ? (known?.password ?? '') : password })
            }
          />
        </fieldset>
      )}
    </>
  )
}
