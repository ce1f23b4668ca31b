// What an Application demands of new codes: [D] getApplication, attributesSettings.mandatory.
import { type Columns, understood } from '../columns.ts'
import { type Fields, isObject } from '../shapes.ts'

export function mandatoryOf({ attributesSettings }: Fields): { fields: Fields; columns: Columns } {
  const mandatory = isObject(attributesSettings) ? attributesSettings.mandatory : undefined
  const namesOf = (key: string): string[] => {
    const list = isObject(mandatory) ? mandatory[key] : undefined
    return Array.isArray(list) ? list.filter(name => typeof name === 'string') : []
  }
  return {
    fields: { mandatoryAttributes: { referrals: namesOf('referrals'), coupons: namesOf('coupons') } },
    columns: {
      'attributesSettings.mandatory.referrals': understood('mandatoryAttributes'),
      'attributesSettings.mandatory.coupons': understood('mandatoryAttributes'),
    },
  }
}
