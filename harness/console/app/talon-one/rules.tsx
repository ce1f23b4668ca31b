// The rules of a campaign's active ruleset, in words.
import { Empty } from '../kit/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { management, type Rule } from './management-api.ts'
import { wordsOf } from './rule-words.ts'
import './talon-one.css'

export function Rules({ application, campaign }: { application: string; campaign: string }) {
  const asked = useAsked(['talon-one', 'rules', application, campaign], () =>
    management.rules(application, campaign),
  )
  return (
    <Card title="Rules">
      <Loaded of={asked}>
        {rules =>
          rules.length === 0 ? (
            <Empty title="This campaign has no rule.">
              Its codes are made and checked without one; a ruleset comes by the Management API.
            </Empty>
          ) : (
            <ol className="rules">
              {rules.map((rule, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two rules may have one title.
                <RuleText key={index} {...rule} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </Card>
  )
}

function RuleText({ title, condition, effects = [] }: Rule) {
  return (
    <li>
      <strong>{title}</strong>
      <p>
        <span className="soft">If</span> {condition === undefined ? 'always' : wordsOf(condition)}
      </p>
      {effects.length > 0 && (
        <>
          <p className="soft">then</p>
          <ul className="rule-effects">
            {effects.map(effect => (
              <li key={JSON.stringify(effect)}>{wordsOf(effect)}</li>
            ))}
          </ul>
        </>
      )}
    </li>
  )
}
