// A mail from its parts, for `POST /api/v1/send`: the tree that Mailpit builds ([S] enmime's MailBuilder), so that parts
// have the numbers that they have there. nodemailer writes the MIME; it is loaded with the first such request.
import type MimeNode from 'nodemailer/lib/mime-node'

export interface DraftContact {
  Name: string
  Email: string
}

export interface DraftFile {
  fileName: string
  content: Buffer
  contentType: string
  /** Empty for an attachment; else the file is part of the HTML. */
  contentId: string
}

export interface Draft {
  from: DraftContact
  to: DraftContact[]
  cc: DraftContact[]
  replyTo: DraftContact[]
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  files: DraftFile[]
  sentAt: Date
  /** Of the Message-ID and the boundaries. */
  id: string
}

export async function compose(draft: Draft): Promise<Buffer> {
  const { default: Node } = await import('nodemailer/lib/mime-node')
  const inlines = draft.files.filter(({ contentId }) => contentId !== '')
  const attachments = draft.files.filter(({ contentId }) => contentId === '')
  const levels = [
    ...(attachments.length > 0 ? [{ type: 'multipart/mixed', files: attachments }] : []),
    ...(inlines.length > 0 ? [{ type: 'multipart/related', files: inlines }] : []),
    { type: draft.html === '' ? 'text/plain; charset=utf-8' : 'multipart/alternative', files: [] },
  ]
  const options = { baseBoundary: draft.id, disableFileAccess: true, disableUrlAccess: true }
  const root = new Node(levels[0]?.type, options)
  setHeaders(root, draft)
  const nodes: MimeNode[] = [root]
  for (const { type } of levels.slice(1)) nodes.push((nodes.at(-1) ?? root).createChild(type))
  write(nodes.at(-1) ?? root, draft)
  levels.forEach(({ files }, depth) => {
    for (const file of files) attach(nodes[depth] ?? root, file)
  })
  const built = await root.build()
  // [S] a text alone ends as it was given.
  const raw =
    levels.length === 1 && draft.html === '' && !draft.text.endsWith('\n') ? withoutLineEnd(built) : built
  // An empty subject is a header all the same; nodemailer leaves it out.
  return draft.subject === '' ? Buffer.concat([Buffer.from('Subject: \r\n'), raw]) : raw
}

const withoutLineEnd = (raw: Buffer): Buffer =>
  raw.subarray(-2).equals(Buffer.from('\r\n')) ? raw.subarray(0, -2) : raw

function setHeaders(root: MimeNode, draft: Draft): void {
  const contacts = (list: DraftContact[]) => list.map(({ Name, Email }) => ({ name: Name, address: Email }))
  root.setHeader('From', contacts([draft.from]))
  root.setHeader('Subject', draft.subject)
  if (draft.to.length > 0) root.setHeader('To', contacts(draft.to))
  if (draft.cc.length > 0) root.setHeader('Cc', contacts(draft.cc))
  if (draft.replyTo.length > 0) root.setHeader('Reply-To', contacts(draft.replyTo))
  root.setHeader('Date', draft.sentAt.toUTCString().replace('GMT', '+0000'))
  root.setHeader('Message-ID', `<${draft.id}@mailpit>`)
  for (const [name, value] of Object.entries(draft.headers)) root.setHeader(name, value)
}

function write(node: MimeNode, { text, html }: Draft): void {
  if (html === '') {
    node.setContent(text)
    return
  }
  node.createChild('text/plain; charset=utf-8').setContent(text)
  node.createChild('text/html; charset=utf-8').setContent(html)
}

function attach(node: MimeNode, { fileName, content, contentType, contentId }: DraftFile): void {
  const part = node.createChild(contentType, { filename: fileName })
  part.setHeader('Content-Disposition', contentId === '' ? 'attachment' : 'inline')
  if (contentId !== '') part.setHeader('Content-Id', `<${contentId}>`)
  part.setHeader('Content-Transfer-Encoding', 'base64')
  part.setContent(content)
}
