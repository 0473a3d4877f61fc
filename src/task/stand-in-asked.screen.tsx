/** Who is asked to stand in is told where (s)he begins the day; the answer itself is given where absences are. */
import type { ReactNode } from 'react'
import { useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Card, Cards } from '../web/parts/index.ts'
import { useSession } from '../web/session.ts'
import { destinationsFor, WORK } from '../web/shell/navigation.ts'
import type { AbsenceList, AbsenceShown } from './task.schema.ts'

/** The days of colleagues that wait for an answer of who reads; asked for those alone who have colleagues to stand in for. */
export const useAskedToStandIn = (): readonly AbsenceShown[] => {
  const { data: session } = useSession()
  const enabled = destinationsFor(WORK, session?.function).some(({ to }) => to === '/app/afwezig')
  const absences = useAnswer<typeof AbsenceList>('/absences', { everyMs: 60_000, enabled })
  return (absences.data?.absences ?? []).filter(({ abilities }) => abilities.includes('accept-absence'))
}

export const AskedToStandIn = ({
  asked,
  level,
}: {
  readonly asked: readonly AbsenceShown[]
  /** Of the heading: what stands above it on the screen decides that. */
  readonly level: 2 | 3
}): ReactNode => {
  const words = useWords().task.absence
  const { language } = useLanguage()
  if (asked.length === 0) return null
  return (
    <Cards>
      {asked.map(({ absenceId, who, fromDate, untilDate }) => (
        <Card
          key={absenceId}
          level={level}
          tone="attention"
          link={{ to: '/app/afwezig' }}
          title={words.asked(who.name, formatDay(fromDate, language), formatDay(untilDate, language))}
          meta={words.toAnswer}
        />
      ))}
    </Cards>
  )
}
