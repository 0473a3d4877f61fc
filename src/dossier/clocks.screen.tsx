/** The clocks of a dossier as a calm list: what was agreed, what the clock says, by whom it was signed and where it stands. */
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import type { ClockList } from '../agreement/agreement.schema.ts'
import { isNotForMe, useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Answer, Badge, type BadgeTone, Card, Cards, Section } from '../web/parts/index.ts'

type Clock = Static<typeof ClockList>['clocks'][number]

/** What waits for somebody first. */
const ORDER = ['missed', 'running', 'kept', 'not-applicable']
const TONES: Readonly<Record<string, BadgeTone>> = { missed: 'attention', running: 'accent', kept: 'done' }

export const Clocks = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().dossier
  const clocks = useAnswer<typeof ClockList>(`/dossiers/${dossierId}/clocks`)
  if (isNotForMe(clocks)) return null
  return (
    <Section title={words.page.clocks} lead={words.clocks.lead}>
      <Answer of={clocks}>{(answer) => <Read clocks={answer.clocks} />}</Answer>
    </Section>
  )
}

const Read = ({ clocks }: { readonly clocks: readonly Clock[] }): ReactNode => {
  const words = useWords().dossier.clocks
  const say = useSay()
  const begun = clocks
    .filter(({ state }) => state.code !== 'not-started')
    .toSorted((one, other) => ORDER.indexOf(one.state.code) - ORDER.indexOf(other.state.code))
  const waiting = clocks.filter(({ state }) => state.code === 'not-started')
  return (
    <>
      {begun.length === 0 ? <p className="soft">{words.empty}</p> : null}
      <Cards>
        {begun.map((clock) => (
          <ClockCard key={`${clock.normId}-${clock.triggeredDate ?? ''}`} clock={clock} />
        ))}
      </Cards>
      {waiting.length === 0 ? null : (
        <details>
          <summary>{words.notStarted(waiting.length)}</summary>
          <ul className="stack stack--tight">
            {waiting.map((clock) => (
              <li key={clock.normId}>
                <strong>{say(clock.title)}</strong>: {say(clock.sentence)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const ClockCard = ({ clock }: { readonly clock: Clock }): ReactNode => {
  const say = useSay()
  const reading = useReading(clock)
  return (
    <Card
      title={say(clock.title)}
      aside={<Badge tone={TONES[clock.state.code] ?? 'plain'}>{say(clock.state)}</Badge>}
      meta={reading}
      tone={clock.state.code === 'missed' ? 'attention' : 'plain'}
    >
      <p>{say(clock.sentence)}</p>
      <p className="soft small">
        {say(clock.normKind)}
        {clock.signedBy.length === 0 ? '' : ` (${clock.signedBy.join(', ')})`}
        {clock.sources.map(({ name, article, textOf }) => ` · ${[name, article, textOf].filter(Boolean).join(', ')}`)}
      </p>
    </Card>
  )
}

// One line: how much is left, how late, or what kept it.
const useReading = (clock: Clock): string => {
  const words = useWords().dossier.clocks
  const { language } = useLanguage()
  const say = useSay()
  const parts = [
    clock.daysLeft === undefined ? undefined : words.left(clock.daysLeft),
    clock.daysLate === undefined ? undefined : words.late(clock.daysLate),
    clock.dueDate === undefined ? undefined : words.due(formatDay(clock.dueDate, language)),
    clock.because === undefined ? undefined : say(clock.because),
    clock.keptDate === undefined ? undefined : formatDay(clock.keptDate, language),
  ]
  return parts.filter((each) => each !== undefined).join(' · ')
}
