// A mail that is not there (any more).
import { useBase } from './base.ts'
import { Layout } from './layout.tsx'

export function MissingPage() {
  return (
    <Layout title="No such mail · Inbox">
      <section class="empty">
        <h2>No such mail</h2>
        <p>
          It was deleted, or dropped because newer mails filled the inbox.{' '}
          <a href={`${useBase()}/`}>Show all mails</a>
        </p>
      </section>
    </Layout>
  )
}
