// What a mail was made of: the answers of the webhooks before it, its event, and the pieces that its texts print. They are rendered once
// more with what is known now of the customer; where that cannot be, the templates are walked through.
import type { NodeOf } from '../../mocks/bloomreach/definition/node-schemas.ts'
import type { Run, WebhookAnswer } from '../../mocks/bloomreach/visit/run.ts'
import { judgeReply } from '../../mocks/bloomreach/webhook/response.ts'
import { specOf } from '../../mocks/bloomreach/webhook/spec.ts'
import type { Entry } from '../../mocks/kit/journal.ts'
import type { Explained } from './explained.ts'
import { type Piece, PrintedPieces } from './printed-pieces.ts'
import type { Answer } from './source-words.ts'
import { walkThrough } from './walk-through.ts'

export interface MailText {
  /** "html" */
  label: string
  template: string
}

interface Made {
  sent: Entry
  causes: readonly Entry[]
  answers: readonly AnswerRead[]
  live: Explained
}

/** What each of the texts prints, in order. */
export function piecesOf(
  node: NodeOf<'email'>,
  texts: readonly MailText[],
  { sent, causes, answers, live }: Made,
): (readonly Piece[])[] {
  const printed = new Map<string, Piece[]>()
  const labelOf = (template: string) => texts.find(one => one.template === template)?.label ?? 'text'
  const watch = (template: string) => {
    const pieces: Piece[] = []
    printed.set(template, pieces)
    return new PrintedPieces(template, { label: labelOf(template), sink: [pieces] })
  }
  const run: Partial<Run> = {
    webhooks: answers.map(({ answer }) => answer),
    event: eventOf(causes, live),
  }
  const { scenarios } = live.bloomreach
  const of = { node, scenario: String(sent.scenario), customerId: String(sent.customer), run }
  const rendered = scenarios.mailAgain(of, { at: sent.at, watch })
  return texts.map(
    ({ template, label }) =>
      (rendered === undefined ? undefined : printed.get(template)) ??
      walkThrough(template, label, live.bloomreach),
  )
}

export interface AnswerRead extends Answer {
  answer: WebhookAnswer
}

/** Those of the path, as templates read them; the answer to a retry takes the place of the one before. */
export function answersOf(causes: readonly Entry[], live: Explained): AnswerRead[] {
  const answers: AnswerRead[] = []
  let isRetried = false
  for (const entry of causes) {
    const node = Number(entry.node)
    if (entry.kind === 'bloomreach.webhook-request') {
      if (isRetried && answers.at(-1)?.node === node) answers.pop()
      isRetried = false
      const webhook = webhookOf(entry, live)
      if (webhook?.batch !== undefined) continue
      answers.push({ node, entry, answer: { actionId: node, response: 'json', data: undefined } })
    }
    const last = answers.at(-1)
    if (entry.kind === 'bloomreach.webhook-response' && last?.node === node)
      answers.splice(-1, 1, { node, entry, answer: readAnswer(last.entry, entry, live) })
    if (entry.kind === 'bloomreach.webhook-outcome' && entry.because === 'retry') isRetried = true
  }
  return answers
}

function webhookOf({ scenario, node }: Entry, { bloomreach }: Explained): NodeOf<'webhook'> | undefined {
  const found = bloomreach.scenarios.get(String(scenario)).nodes.find(({ id }) => id === node)
  return found?.type === 'webhook' ? found : undefined
}

/** As it went over the wire, while that is kept. */
function readAnswer(request: Entry, response: Entry, live: Explained): WebhookAnswer {
  const { settings, integrations } = live.bloomreach
  const webhook = webhookOf(request, live)
  const actionId = Number(request.node)
  if (webhook === undefined) return { actionId, response: 'json', data: undefined }
  const preset = webhook.preset === undefined ? undefined : integrations.preset(webhook.preset)
  const processing = specOf(webhook, preset, settings).response
  const body = live.world.traffic.get(request.seq)?.answerBody
  const text = body === undefined ? '' : Buffer.from(body.start).toString('utf8')
  const verdict = judgeReply(
    { kind: 'answered', status: Number(response.status), text },
    processing,
    settings,
  )
  return { actionId, response: processing, data: verdict.kind === 'accepted' ? verdict.data : undefined }
}

function eventOf(causes: readonly Entry[], { bloomreach }: Explained): Run['event'] {
  const first = causes.find(({ kind }) => kind === 'bloomreach.event')
  if (first === undefined) return undefined
  return bloomreach.events
    .of(String(first.customer), String(first.type))
    .findLast(({ timestamp }) => timestamp === first.timestamp)
}
