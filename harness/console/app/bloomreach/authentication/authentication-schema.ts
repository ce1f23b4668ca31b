// An HTTP Authentication Schema as the control API shows it, and its parts.
import type { Integration } from '../../../../control-api/bloomreach/integrations.ts'

export type AuthenticationSchema = Extract<Integration, { type: 'http_authentication_schema' }>
export type Header = AuthenticationSchema['headers'][number]
export type Basic = NonNullable<AuthenticationSchema['basic']>
export type TestRequest = NonNullable<AuthenticationSchema['test']>
