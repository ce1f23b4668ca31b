// The envelope of an answer of the vendor's MCP server: `{content, structuredContent: {success, data, error}, isError}`, or what
// stands in it. [C] public fixtures of answers.
import { type Columns, ignored, type Path } from '../columns.ts'
import { isObject } from '../shapes.ts'

export interface McpAnswer {
  data: unknown
  path: Path
}

export function answerIn(document: unknown): McpAnswer {
  if (!isObject(document)) return { data: document, path: [] }
  const { structuredContent: inner } = document
  if (isObject(inner)) {
    return 'data' in inner
      ? { data: inner.data, path: ['structuredContent', 'data'] }
      : { data: inner, path: ['structuredContent'] }
  }
  const isEnvelope = 'data' in document && ('success' in document || 'error' in document)
  return isEnvelope ? { data: document.data, path: ['data'] } : { data: document, path: [] }
}

const ENVELOPE = ignored('the envelope of the answer')

export const ENVELOPE_COLUMNS: Columns = {
  content: ignored('the same answer as text'),
  isError: ENVELOPE,
  success: ENVELOPE,
  error: ENVELOPE,
  'structuredContent.success': ENVELOPE,
  'structuredContent.error': ENVELOPE,
}
