// A request and its answer, on a page of their own and below the step that failed by them.
import type { FC } from 'hono/jsx'
import type { Exchange } from '../control-api/requests.ts'
import { bodyNote } from '../traffic/exchange-lines.ts'

type Message = Pick<Exchange['request'], 'headers' | 'body'>

/** Headers are closed at first: what failed mostly stands in the bodies. */
export const ExchangeView: FC<{ exchange: Exchange }> = ({ exchange: { request, answer } }) => (
  <div class="exchange">
    <p>
      <strong>{request.method}</strong> <code>{request.url}</code>
    </p>
    <MessageView message={request} of="the request" />
    <p>
      {answer === undefined ? (
        <strong class="bad">No answer came.</strong>
      ) : (
        <strong class={answer.status >= 400 ? 'bad' : undefined}>Answered {answer.status}</strong>
      )}
    </p>
    {answer !== undefined && <MessageView message={answer} of="the answer" />}
  </div>
)

const MessageView: FC<{ message: Message; of: string }> = ({ message: { headers, body }, of }) => (
  <>
    {headers.length > 0 && (
      <details>
        <summary>Headers of {of}</summary>
        <table class="headers">
          <tbody>
            {headers.map(({ name, value }) => (
              <tr>
                <th scope="row">{name}</th>
                <td>
                  <code>{value}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    )}
    {body === undefined ? (
      <p class="soft">Without a body.</p>
    ) : (
      <>
        {body.text !== undefined && <pre>{body.text}</pre>}
        {body.is !== undefined && <p class="soft">{bodyNote(body)}</p>}
      </>
    )}
  </>
)
