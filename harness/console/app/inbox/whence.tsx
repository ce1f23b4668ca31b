// From a mail back to its cause: the customer's story, the values and where each came from, the steps that led there.
import { SandboxError } from '../../../../mocks/kit/sandbox-error.ts'
import { ExplanationView } from '../happened/explanation.tsx'
import '../happened/happened.css'
import { client } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link } from '../kit/router.tsx'

export function Whence({ id }: { id: string }) {
  const asked = useAsked(['inbox', 'explain', id], () => client.explain(id))
  if (asked.error instanceof SandboxError && asked.error.code === 'not-explained')
    return <Empty title="No scenario of this world sent it.">It came in by SMTP or by the inbox’s API.</Empty>
  return (
    <Loaded of={asked}>
      {explanation => (
        <div className="stack">
          {explanation.customer !== undefined && (
            <p>
              <Link to={`/customers/${encodeURIComponent(explanation.customer)}`}>
                The whole story of this customer
              </Link>
            </p>
          )}
          <ExplanationView explanation={explanation} />
        </div>
      )}
    </Loaded>
  )
}
