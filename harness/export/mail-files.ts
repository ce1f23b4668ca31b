// Mails of a scenario: the HTML of each and of each language, and beside them one file with subjects, preheaders and senders.
import { type ScenarioDefinition, scenarioSchema } from '../../mocks/bloomreach/definition/definition.ts'
import { given } from '../../mocks/kit/given.ts'
import { type HandedOut, jsonFile, slugOf } from './handed-out.ts'

type EmailNode = Extract<ReturnType<typeof scenarioSchema.parse>['nodes'][number], { type: 'email' }>

export function mailFiles(definition: ScenarioDefinition): HandedOut {
  const { name, nodes } = scenarioSchema.parse(definition)
  const emails = nodes.filter(node => node.type === 'email')
  const mails = emails.flatMap(node =>
    textsOf(node).map(text => ({ ...text, stem: stemOf(name, node, text) })),
  )
  const html = mails.flatMap(({ stem, html }) =>
    html === undefined ? [] : [{ path: `${stem}.html`, text: html }],
  )
  const about = mails.map(({ stem, html, ...rest }) => ({
    ...rest,
    ...(html === undefined ? {} : { file: `${stem}.html` }),
  }))
  const bare = mails.filter(({ html }) => html === undefined)
  return {
    files: about.length === 0 ? [] : [...html, jsonFile(`${slugOf(name)}.mails.json`, about)],
    byHand: bare.map(
      ({ node, language = 'the default' }) => `email ${node}: ${language} has no HTML of its own.`,
    ),
    remarks: [
      'Subjects and preheaders are fields of their own in the editor: they are not part of the HTML.',
    ],
  }
}

interface MailText {
  node: number
  name?: string | undefined
  language?: string
  subject: string
  preheader?: string | undefined
  from?: unknown
  html?: string | undefined
}

function textsOf({ id: node, name, subject, preheader, html, from, languages = {} }: EmailNode): MailText[] {
  const own = { node, name, subject, preheader, from, html }
  const others = Object.entries(languages).map(([language, text]) => ({ ...own, ...given(text), language }))
  return [own, ...others].map(text => given(text) as MailText)
}

const stemOf = (scenario: string, { id }: EmailNode, { language }: MailText): string =>
  `${slugOf(scenario)}.${id}${language === undefined ? '' : `.${slugOf(language)}`}`
