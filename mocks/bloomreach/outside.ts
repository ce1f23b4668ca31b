// The two ways out of the house, handed in by whoever assembles it: HTTP for webhooks and SMTP for mail. And who watches.

/**
 * Sends a webhook's request. Throws SandboxError `host-refused` for a host that may not be reached, TypeError when the
 * connection fails. `causedBy` is the journal's seq of the request.
 */
export type WebhookFetch = (request: Request, context: { causedBy: number }) => Promise<Response>

export interface OutgoingMail {
  from: { name?: string; address: string }
  to: string[]
  subject: string
  html?: string
  text?: string
  headers: Record<string, string>
  messageId: string
  attachments?: { filename: string; contentType: string; content: Buffer }[]
}

export interface MailReceipt {
  accepted: string[]
  rejected: { address: string; code: number; response: string }[]
  /** The inbox's id of the message. */
  queuedAs?: string
}

/** Throws when the connection fails; a refused recipient is part of the receipt. */
export interface MailTransport {
  send(mail: OutgoingMail, context: { causedBy: number }): Promise<MailReceipt>
}

/** Asked before a template of a node is rendered, while a customer is in it: who is told of each way that it takes. */
export type TemplateWatch = (scenario: string, node: number, template: string) => BranchWatch | undefined

export type BranchWatch = (branch: {
  /** The place of the `if` in the template. */
  at: number
  /** 0: its test held; then each `elif`, last `else`. */
  way: number
}) => void
