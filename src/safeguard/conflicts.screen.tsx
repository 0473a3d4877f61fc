/** Conflicts of interest as they are put before whoever decides: what it is, where it stands, since when, and what kind of rule it is. */
import type { ReactNode } from 'react'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Badge } from '../web/parts/index.ts'
import type { DecisionShown } from './safeguard.schema.ts'

export const ConflictList = ({ conflicts }: { readonly conflicts: DecisionShown['conflicts'] }): ReactNode => {
  const words = useWords().interest.decisions
  const say = useSay()
  const { language } = useLanguage()
  return (
    <ul className="stack stack--tight">
      {conflicts.map((each) => (
        <li key={each.conflictId}>
          <p>
            <strong>{say(each.title)}</strong>{' '}
            <Badge tone={each.state === 'law' ? 'attention' : 'plain'}>{words.states[each.state] ?? each.state}</Badge>
          </p>
          <p>{say(each.sentence)}</p>
          <p className="soft">
            {words.source}: {each.source}, {words.since(formatDay(each.validFromDate, language))}
          </p>
        </li>
      ))}
    </ul>
  )
}
