// A new campaign: name, dates, features, and the format of its referral codes with a sample.
import { useState } from 'react'
import { FormDialog } from '../kit/dialog.tsx'
import { CheckField, TextField } from '../kit/field.tsx'
import { useDoing } from '../kit/queries.ts'
import { navigate } from '../kit/router.tsx'
import { LETTERS_AND_DIGITS } from './code-format.ts'
import { CodeFormatFields } from './code-format-fields.tsx'
import { management } from './management-api.ts'
import './talon-one.css'

interface Props {
  application: string
  onClose: () => void
}

export function NewCampaign({ application, onClose }: Props) {
  const [name, setName] = useState('')
  const [dates, setDates] = useState({ startTime: '', endTime: '' })
  const [features, setFeatures] = useState({ referrals: true, coupons: false })
  const [format, setFormat] = useState({ pattern: '####-####', characters: LETTERS_AND_DIGITS })
  const create = useDoing(
    () =>
      management.createCampaign(application, {
        name,
        state: 'enabled',
        tags: [],
        limits: [],
        features: Object.entries(features).flatMap(([feature, isOn]) => (isOn ? [feature] : [])),
        ...(dates.startTime !== '' && { startTime: `${dates.startTime}:00Z` }),
        ...(dates.endTime !== '' && { endTime: `${dates.endTime}:00Z` }),
        ...(features.referrals && { referralSettings: settingsOf(format) }),
        ...(features.coupons && { couponSettings: settingsOf(format) }),
      }),
    {
      said: campaign => `Campaign ${campaign.name} is running.`,
      topics: ['talon-one'],
      problems: 'form',
      after: ({ id }) => navigate(`/talon-one/applications/${application}/campaigns/${id}`),
    },
  )
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Create Campaign"
      about="A campaign with the Referrals feature gives the codes that scenarios mail."
      submit="Create Campaign"
      doing={create}
      onSubmit={() => create.mutate()}
    >
      <TextField label="Campaign name" value={name} onChange={setName} />
      <TextField
        label="Start date"
        type="datetime-local"
        hint="UTC; empty for at once."
        value={dates.startTime}
        onChange={startTime => setDates({ ...dates, startTime })}
      />
      <TextField
        label="End date"
        type="datetime-local"
        hint="UTC; empty for no end."
        value={dates.endTime}
        onChange={endTime => setDates({ ...dates, endTime })}
      />
      <fieldset className="choices">
        <legend>Features</legend>
        <CheckField
          label="Referrals"
          checked={features.referrals}
          onChange={referrals => setFeatures({ ...features, referrals })}
        />
        <CheckField
          label="Coupons"
          checked={features.coupons}
          onChange={coupons => setFeatures({ ...features, coupons })}
        />
      </fieldset>
      {(features.referrals || features.coupons) && <CodeFormatFields format={format} onChange={setFormat} />}
    </FormDialog>
  )
}

const settingsOf = ({ pattern, characters }: { pattern: string; characters: string }) => ({
  couponPattern: pattern,
  validCharacters: [...characters],
})
