// Every code that `check` may give, and how much it weighs. The table in docs/check.md is held against this list.

/** An error can never work, so the control API refuses a scenario that has one; a warning depends on state, or is only suspicious. */
export type Severity = 'error' | 'warning'

export const CODES = {
  'unreadable-file': 'error',
  'syntax-error': 'error',
  'unknown-key': 'error',
  'invalid-field': 'error',
  'invalid-world': 'error',
  'dangling-reference': 'error',
  'scenario-too-large': 'error',
  'duplicate-node-id': 'error',
  'no-trigger': 'error',
  'unreachable-node': 'error',
  'missing-connection': 'error',
  'dangling-connection': 'error',
  'duplicate-connection': 'error',
  'connection-into-trigger': 'error',
  'unknown-exit': 'error',
  'cycle-without-wait': 'error',
  'unknown-consent-category': 'error',
  'unknown-frequency-policy': 'error',
  'unknown-throughput-policy': 'error',
  'unknown-authentication': 'error',
  'unknown-webhook-preset': 'error',
  'template-syntax': 'error',
  'unknown-filter': 'error',
  'unknown-test': 'error',
  'wrong-method': 'error',
  'missing-header': 'error',
  'missing-parameter': 'error',
  'many-nodes': 'warning',
  'many-email-nodes': 'warning',
  'unknown-variable': 'warning',
  'webhook-not-processed': 'warning',
  'unknown-response-field': 'warning',
  'authentication-does-not-cover': 'warning',
  'webhook-not-https': 'warning',
  'operation-not-emulated': 'warning',
  'campaign-not-found': 'warning',
  'campaign-not-running': 'warning',
  'missing-profile': 'warning',
  'empty-parameter': 'warning',
  'api-key-unknown': 'warning',
  'api-key-wrong-platform': 'warning',
  'api-key-expired': 'warning',
  'request-refused': 'warning',
  'missing-recipient': 'warning',
  'real-looking-key': 'warning',
} as const satisfies Record<string, Severity>

export type Code = keyof typeof CODES

export const isCode = (code: string): code is Code => Object.hasOwn(CODES, code)
