// An editor with the YAML language server, over stdio as editors start it: what it says of a file.
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

interface Message {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
}
interface Position {
  line: number
  character: number
}
/** What the name of a file says it is; each kind has its schema. */
type Kind = 'scenario' | 'world'

export interface YamlEditor {
  /** The problems that the server underlines. */
  problemsOf(text: string): Promise<string[]>
  hover(text: string, at: Position): Promise<string>
  complete(text: string, at: Position): Promise<string[]>
}

const SERVER = fileURLToPath(import.meta.resolve('yaml-language-server/bin/yaml-language-server'))

export interface YamlServer {
  editorOf(kind: Kind): YamlEditor
  stop(): void
}

const schemaOf = (kind: Kind): string => pathToFileURL(resolve(`schemas/${kind}.schema.json`)).href

export async function yamlServer(): Promise<YamlServer> {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const awaited = new Map<number | string, (message: Message) => void>()
  const send = (message: object) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message })
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  }
  const settings = {
    yaml: {
      schemas: { [schemaOf('scenario')]: '*.scenario.yaml', [schemaOf('world')]: '*.world.yaml' },
      schemaStore: { enable: false },
    },
  }
  const take = (message: Message) => {
    const { id, method, params } = message
    if (method === undefined) awaited.get(id ?? '')?.(message)
    else if (method === 'textDocument/publishDiagnostics')
      awaited.get((params as { uri: string }).uri)?.(message)
    // The settings, once for each section that it asks for.
    else if (method === 'workspace/configuration') {
      const { items } = params as { items: { section: string }[] }
      send({ id, result: items.map(({ section }) => (section === 'yaml' ? settings.yaml : {})) })
    } else if (id !== undefined) send({ id, result: null })
  }
  readMessages(child.stdout, take)
  let last = 0
  const answerTo = (key: number | string) => new Promise<Message>(done => awaited.set(key, done))
  const ask = async (method: string, params: object): Promise<unknown> => {
    const id = ++last
    const answer = answerTo(id)
    send({ id, method, params })
    return (await answer).result
  }
  await ask('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: { hover: { contentFormat: ['plaintext'] }, completion: {} },
      workspace: { configuration: true },
    },
  })
  send({ method: 'initialized', params: {} })

  const open = async (text: string, kind: Kind) => {
    const uri = pathToFileURL(resolve('harness/worlds/tutorial', `${++last}.${kind}.yaml`)).href
    const told = answerTo(uri)
    send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
    })
    const { params } = await told
    return { uri, problems: (params as { diagnostics: { message: string }[] }).diagnostics }
  }
  const editorOf = (kind: Kind): YamlEditor => ({
    problemsOf: async text => (await open(text, kind)).problems.map(({ message }) => message),
    hover: async (text, position) => {
      const { uri } = await open(text, kind)
      const answer = await ask('textDocument/hover', { textDocument: { uri }, position })
      return JSON.stringify((answer as { contents: unknown } | null)?.contents ?? '')
    },
    complete: async (text, position) => {
      const { uri } = await open(text, kind)
      const answer = await ask('textDocument/completion', { textDocument: { uri }, position })
      return (answer as { items: { label: string }[] }).items.map(({ label }) => label)
    },
  })
  return { editorOf, stop: () => void child.kill() }
}

/** Frames of the protocol: a length, an empty line, so many bytes. */
function readMessages(stdout: NodeJS.ReadableStream, take: (message: Message) => void): void {
  let rest = Buffer.alloc(0)
  stdout.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const head = rest.indexOf('\r\n\r\n')
      if (head === -1) return
      const length = Number(/Content-Length: (\d+)/.exec(rest.subarray(0, head).toString())?.[1])
      if (rest.length < head + 4 + length) return
      const text = rest.subarray(head + 4, head + 4 + length).toString()
      rest = rest.subarray(head + 4 + length)
      take(JSON.parse(text) as Message)
    }
  })
}
