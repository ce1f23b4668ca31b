// Where a node or operation of Bloomreach is smaller than the vendor's, in one line each.
export const BLOOMREACH_LIMITS: Readonly<Record<string, string>> = {
  sms: 'Captured in the journal, never sent; no delivery reports of carriers',
  push: 'Captured in the journal, never sent; no tokens of devices',
  email: 'Language variants are chosen by the attribute `language`',
  condition: 'Filters are attributes, events, segments, consents and Jinja',
  'data/export': 'A filter is not emulated: the answer says so',
  'data/anonymize': 'The journal, sent mails and paths under way keep what they hold',
  'data/anonymizeBulk': 'The journal, sent mails and paths under way keep what they hold',
  'data/report': 'Not computed: the world gives its table, whatever `execution_time` and `timezone` say',
  'data/funnel': 'Not computed: the world gives its table, whatever `execution_time` and `timezone` say',
  'data/segmentation': 'Segmentations are those of the world file',
  'email/sync': 'At most two integrations: the second is the fallback; templates are those of the world file',
}
