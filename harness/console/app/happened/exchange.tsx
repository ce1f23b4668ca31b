// A request and its answer: line, headers and bodies, without secrets, which the server has hidden.
import type { Exchange } from '../../../control-api/happened/requests.ts'
import { bodyNote } from '../../../traffic/exchange-lines.ts'
import { CopyButton } from '../kit/copy-button.tsx'

type Message = Pick<Exchange['request'], 'headers' | 'body'>

/** Headers are closed at first: what failed mostly stands in the bodies. */
export function ExchangeView({ exchange: { request, answer } }: { exchange: Exchange }) {
  return (
    <div className="exchange">
      <p className="exchange-line">
        <strong>{request.method}</strong> <code>{request.url}</code>
      </p>
      <MessageView message={request} of="the request" />
      <p className="exchange-line">
        {answer === undefined ? (
          <strong className="bad">No answer came.</strong>
        ) : (
          <strong className={answer.status >= 400 ? 'bad' : undefined}>Answered {answer.status}</strong>
        )}
      </p>
      {answer !== undefined && <MessageView message={answer} of="the answer" />}
    </div>
  )
}

function MessageView({ message: { headers, body }, of }: { message: Message; of: string }) {
  return (
    <>
      {body === undefined && <p className="soft">Without a body.</p>}
      {body?.text !== undefined && <Text text={body.text} />}
      {body?.is !== undefined && <p className="soft">{bodyNote(body)}</p>}
      {headers.length > 0 && (
        <details>
          <summary>Headers of {of}</summary>
          <dl className="facts headers">
            {headers.map(({ name, value }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a header may stand there twice, and the list never changes.
              <div className="header" key={index}>
                <dt>{name}</dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  )
}

/** JSON is laid out; anything else stands as it came. */
function Text({ text }: { text: string }) {
  const shown = laidOut(text)
  return (
    <div className="body-text">
      <pre>{shown}</pre>
      <CopyButton text={shown} />
    </div>
  )
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
