// What the test of an HTTP Authentication Schema asks. [D] webhook-authentication: method and path are optional, the body is empty, and
// the answer has to be 200.
import { SelectField, TextField } from '../../kit/field.tsx'
import type { TestRequest } from './authentication-schema.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const CHOICES = METHODS.map(method => ({ value: method, label: method }))

interface Props {
  test: TestRequest
  onChange: (test: TestRequest) => void
}

export const TestFields = ({ test, onChange }: Props) => (
  <fieldset className="filters">
    <legend>Test settings</legend>
    <SelectField
      label="Test method"
      value={test.method}
      onChange={method => onChange({ ...test, method: method as TestRequest['method'] })}
      choices={CHOICES}
    />
    <TextField
      label="Test path"
      placeholder="?campaignId=1&advocateProfileIntegrationId=…"
      value={test.path}
      onChange={path => onChange({ ...test, path })}
    />
    <p className="field-hint">
      The path follows the endpoint. Test calls it with an empty body, and it has to answer 200.
    </p>
  </fieldset>
)
