// A text with Jinja, HTML, JSON or YAML in it: coloured, completed, with findings underlined where they are.
import { autocompletion, closeBrackets, closeCompletion, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state'
import { EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { nonce } from '../../kit/nonce.ts'
import { type Known, languageOf, type TextKind } from './languages.ts'
import { colours } from './theme.ts'

/** Within the text, both from 1. */
export interface Mark {
  line: number
  column: number
  severity: 'error' | 'warning'
  message: string
}

interface Props {
  id?: string | undefined
  label: string
  value: string
  onChange: (value: string) => void
  kind: TextKind
  known: Known
  marks?: readonly Mark[]
  lines?: 'one' | 'many'
  hint?: string | undefined
  'aria-describedby'?: string | undefined
  'aria-invalid'?: true | undefined
}

export function CodeEditor(props: Props) {
  const { label, value, kind, lines = 'many', hint, marks = [] } = props
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const latest = useRef(props)
  latest.current = props
  const language = useRef(new Compartment())
  const described = useRef(new Compartment())

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes later is told to it below.
  useEffect(() => {
    const made = new EditorView({
      parent: place.current as HTMLDivElement,
      state: EditorState.create({
        doc: value,
        extensions: [
          ...shared(lines, hint),
          language.current.of(languageOf(kind, () => latest.current.known)),
          described.current.of(EditorView.contentAttributes.of(attributesOf(latest.current))),
          EditorView.updateListener.of(update => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = made
    return () => made.destroy()
  }, [])

  useEffect(() => {
    const { current } = view
    const text = current?.state.doc.toString()
    if (current === null || text === value) return
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } })
  }, [value])

  useEffect(() => {
    view.current?.dispatch({
      effects: language.current.reconfigure(languageOf(kind, () => latest.current.known)),
    })
  }, [kind])

  const { 'aria-describedby': describedBy, 'aria-invalid': invalid } = props
  useEffect(() => {
    const attributes = attributesOf({ label, 'aria-describedby': describedBy, 'aria-invalid': invalid })
    view.current?.dispatch({
      effects: described.current.reconfigure(EditorView.contentAttributes.of(attributes)),
    })
  }, [label, describedBy, invalid])

  const marked = JSON.stringify(marks)
  useEffect(() => {
    const { current } = view
    if (current === null) return
    const found = (JSON.parse(marked) as Mark[]).map(mark => diagnosticOf(mark, current.state))
    current.dispatch(setDiagnostics(current.state, found))
  }, [marked])

  return <div className="code" data-lines={lines} ref={place} />
}

const attributesOf = (props: Partial<Props>): Record<string, string> => ({
  'aria-label': props.label ?? '',
  ...(props['aria-describedby'] === undefined ? {} : { 'aria-describedby': props['aria-describedby'] }),
  ...(props['aria-invalid'] === undefined ? {} : { 'aria-invalid': 'true' }),
})

function shared(lines: 'one' | 'many', hint: string | undefined): Extension[] {
  return [
    EditorView.cspNonce.of(nonce),
    history(),
    bracketMatching(),
    closeBrackets(),
    // Escape closes the list alone, not the window around it too.
    Prec.highest(keymap.of([{ key: 'Escape', run: closeCompletion, stopPropagation: true }])),
    autocompletion({ icons: false }),
    // Tab leaves the field, as everywhere: it can be used by the keyboard alone.
    keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.lineWrapping,
    colours,
    ...(hint === undefined ? [] : [placeholder(hint)]),
    ...(lines === 'one' ? [oneLine] : [lineNumbers()]),
  ]
}

/** Enter does nothing, and line ends of what is pasted are left out. */
const oneLine = EditorState.transactionFilter.of(change =>
  change.docChanged && change.newDoc.lines > 1
    ? [
        change,
        {
          changes: {
            from: 0,
            to: change.newDoc.length,
            insert: change.newDoc.toString().replaceAll('\n', ''),
          },
          sequential: true,
          selection: { anchor: change.newDoc.toString().replaceAll('\n', '').length },
        },
      ]
    : change,
)

/** To the end of the word that stands there. */
function diagnosticOf({ line, column, severity, message }: Mark, { doc }: EditorState): Diagnostic {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines))
  const from = Math.min(at.from + Math.max(column - 1, 0), at.to)
  const rest = doc.sliceString(from, at.to)
  const word = /^[\w.]+/.exec(rest)?.[0].length ?? Math.min(1, rest.length)
  return { from, to: from + word, severity, message }
}
