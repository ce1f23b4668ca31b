// Collections that a rule speaks of, by name or id, with their items.
import type { InputFile } from '../import/input-file.ts'
import type { Fields } from '../import/shapes.ts'
import type { PulledCampaign } from './pulled-campaign.ts'
import type { Walk } from './walk.ts'

export async function namedCollections(
  campaigns: readonly PulledCampaign[],
  rulesets: readonly InputFile[],
  walk: Walk,
): Promise<object[]> {
  const texts = rulesets.map(({ text }) => text).filter(text => /collection/i.test(text))
  if (texts.length === 0) return []
  const ids = new Set(texts.map(text => (JSON.parse(text) as { campaignId: number }).campaignId))
  const all = await walk.list('/v1/collections')
  for (const { id, applicationId } of campaigns) {
    if (ids.has(id))
      all.push(...(await walk.list(`/v1/applications/${applicationId}/campaigns/${id}/collections`)))
  }
  const isNamed = ({ id, name }: Fields) =>
    texts.some(
      text => text.includes(JSON.stringify(name)) || text.includes(String(name)) || text.includes(`"${id}"`),
    )
  const collections: object[] = []
  for (const one of all.filter(isNamed)) {
    collections.push({ ...one, items: await walk.list(`/v1/collections/${one.id}/items`) })
  }
  return collections
}
