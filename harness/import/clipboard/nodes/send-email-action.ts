// send-email-action, which becomes `email`: only the design that is raw HTML has a public form.
import { z } from 'zod'
import { type Columns, guessed, ignored, understood } from '../../columns.ts'
import { headersOf, languagesOf, senderOf } from '../mail-parts.ts'
import { emptyOnly, nodeFormat, noPlaceFor, refuse, withoutPlace } from '../node-format.ts'

const text = z.string().nullish()
const shape = z.looseObject({
  consent_category: text,
  general_consent: z.boolean().nullish(),
  consent_category_tracking: text,
  frequency_policy: text,
  recipient_email: text,
  design: z.looseObject({
    type: z.string(),
    data: z.looseObject({
      subject: text,
      preheader: text,
      jinja_html: text,
      sender_email: text,
      sender_name: text,
      translations: z.unknown().optional(),
    }),
  }),
  custom_headers: z.unknown().optional(),
  url_params: z.unknown().optional(),
  custom_event_properties: z.unknown().optional(),
})

const SENDS = ignored('how the vendor sends it: the sandbox’s inbox takes every mail')
const INTERNAL = ignored('the editor’s own')
const whenSet = (name: string, note: string, check: string) => (value: unknown) =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
    ? ignored(`no ${name}`)
    : guessed(note, check)

const EMAIL_COLUMNS: Columns = {
  consent_category: value => (value === null ? ignored('no category') : understood('consentCategory')),
  general_consent: value => (value === true ? understood('generalConsent') : ignored('no general consent')),
  consent_category_tracking: value =>
    value === null ? ignored('no category') : understood('consentCategoryTracking'),
  frequency_policy: value =>
    value === 'unlimited-policy'
      ? understood('frequencyPolicy: the vendor’s built-in one')
      : whenSet(
          'policy',
          'frequencyPolicy: a place in the world holds it',
          'the limits of the policy',
        )(value),
  throughput_policy_id: whenSet('policy', 'mails are sent at once', 'the throughput policy'),
  concurrency_limit: whenSet('limit', 'mails are sent one after the other', 'the limit of the node'),
  recipient_email: value =>
    value === '' || value === null
      ? guessed(
          'recipients: matching, the attribute email',
          'that the recipient is the mapped email attribute',
        )
      : guessed('recipients: manual', 'the recipient of the node'),
  recipient_name: whenSet('name', 'the name of the recipient is left out', 'the recipient of the node'),
  communication_type: emptyOnly('no type'),
  transfer_identity: ignored('how links carry the identity, which nothing here does'),
  transfer_user_identity: ignored('how links carry the identity, which nothing here does'),
  custom_event_properties: whenSet('property', 'eventProperties', 'the custom event properties'),
  custom_headers: whenSet('header', 'headers', 'the custom headers of the mail'),
  url_params: whenSet('parameter', 'utm', 'the parameters of the links'),
  content_sources: whenSet('source', 'nothing is fetched', 'the content sources'),
  unsubscribe_list: whenSet(
    'list',
    'the mail unsubscribes from its consent category',
    'the unsubscribe list',
  ),
  precedence_bulk: SENDS,
  uses_2tnn: INTERNAL,
  template_id: INTERNAL,
  bee_free_html_output: INTERNAL,
  email_on_acid_test_id: INTERNAL,
  cached_email_hash: INTERNAL,
  'design.type': understood('html'),
  'design.data.subject': understood('subject'),
  'design.data.preheader': value =>
    value === '' || value === null ? ignored('no preheader') : understood('preheader'),
  'design.data.jinja_html': understood('html'),
  'design.data.sender_email': value =>
    senderOf({ sender_email: value as string }) === undefined
      ? whenSet('address', 'the sandbox’s own sender', 'the sender’s address')(value)
      : understood('from.address'),
  'design.data.sender_name': whenSet('name', 'from.name, where there is an address', 'the sender’s name'),
  'design.data.reply_to': whenSet('address', 'no Reply-To is sent', 'the reply-to address'),
  'design.data.file_ids': whenSet('file', 'nothing is attached', 'the attachments'),
  'design.data.translations': whenSet(
    'language',
    'languages, as far as their texts are found',
    'the language versions',
  ),
  'design.data.provider': SENDS,
}

const KEPT = ['headers', 'utm', 'eventProperties', 'languages']

export const sendEmailAction = nodeFormat({
  vendorType: 'send-email-action',
  type: 'email',
  grade: '[C] a saved node of a copied scenario',
  shape,
  columns: EMAIL_COLUMNS,
  // [C] notes on a branched export.
  ports: () => new Map([[1, '']]),
  read(node, ids) {
    const { design, consent_category: category, frequency_policy: policy, recipient_email: to } = node
    if (design.type !== 'raw') return refuse(`the form of a "${design.type}" design is not public`)
    const { subject, jinja_html: html, preheader, translations } = design.data
    if (!subject || !html) return refuse('its subject or its HTML is still empty')
    const isGeneral = node.general_consent === true
    const from = senderOf(design.data)
    const languages = languagesOf(translations)
    return {
      type: 'email',
      subject,
      html,
      ...(preheader ? { preheader } : {}),
      ...(from === undefined ? {} : { from }),
      ...(to ? { recipients: { manual: to } } : {}),
      ...(isGeneral ? { generalConsent: true } : category ? { consentCategory: ids.category(category) } : {}),
      ...(node.consent_category_tracking
        ? { consentCategoryTracking: ids.category(node.consent_category_tracking) }
        : {}),
      ...(policy ? { frequencyPolicy: ids.policy(policy) } : {}),
      ...headersOf('headers', node.custom_headers),
      ...headersOf('utm', node.url_params),
      ...headersOf('eventProperties', node.custom_event_properties),
      ...(languages === undefined ? {} : { languages }),
    }
  },
  write(node, ids) {
    const lost = withoutPlace(
      node,
      [
        'subject',
        'html',
        'preheader',
        'from',
        'recipients',
        'generalConsent',
        'consentCategory',
        'consentCategoryTracking',
        'frequencyPolicy',
      ].concat(KEPT),
    )
    if (lost.length > 0) return noPlaceFor(lost)
    if (node.html === undefined) return refuse('a mail of text alone has no public form')
    const { frequencyPolicy: policy, recipients = 'matching', from } = node
    const policyId = policy === undefined ? null : ids.idOf('frequencyPolicy', policy)
    if (policyId === undefined)
      return refuse(`the project’s id of the frequency policy ${policy} is not known`)
    return {
      consent_category: node.consentCategory ?? null,
      general_consent: node.generalConsent ?? false,
      consent_category_tracking: node.consentCategoryTracking ?? null,
      frequency_policy: policyId ?? '',
      recipient_email: recipients === 'matching' ? '' : recipients.manual,
      design: {
        type: 'raw',
        data: {
          subject: node.subject,
          preheader: node.preheader ?? '',
          jinja_html: node.html,
          sender_email: from?.address ?? '',
          sender_name: from?.name ?? '',
        },
      },
    }
  },
  keptOnly: KEPT,
  defaults: { version: 1 },
})
