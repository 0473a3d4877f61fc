/** Where no rule fits, for the national desk: gaps by name and how many files, in fives. No case stands here. */
import { type ReactNode, useState } from 'react'
import { isNotForMe, useAnswer } from '../web/api.ts'
import { useSay, useWords } from '../web/language.tsx'
import { Answer, QuarterSelect, quarterQuery, Section, Table } from '../web/parts/index.ts'
import type { NamedGapCounts } from './responsibility.schema.ts'

export const NamedGaps = (): ReactNode => {
  const words = useWords().place.figures
  const say = useSay()
  const [quarter, setQuarter] = useState<string>()
  const gaps = useAnswer<typeof NamedGapCounts>(`/named-gaps${quarterQuery(quarter)}`)
  if (isNotForMe(gaps)) return null
  return (
    <Section title={words.gaps} lead={words.gapsLead}>
      <Answer of={gaps}>
        {(answer) => (
          <>
            <QuarterSelect label={words.quarter} of={answer} nameOf={words.quarterName} onChange={setQuarter} />
            {answer.gaps.length === 0 ? (
              <p className="soft">{words.none}</p>
            ) : (
              <Table
                caption={words.gaps}
                rows={answer.gaps}
                rowKey={({ gap }) => gap.code}
                columns={[
                  { key: 'gap', name: words.gap, cell: ({ gap }) => `${gap.code}: ${say(gap)}` },
                  {
                    key: 'persons',
                    name: words.persons,
                    numeric: true,
                    cell: ({ persons }) => persons ?? words.withheld,
                  },
                ]}
              />
            )}
          </>
        )}
      </Answer>
    </Section>
  )
}
