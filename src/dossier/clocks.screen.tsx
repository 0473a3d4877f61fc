/** The clocks of a dossier as a calm list: what was agreed, what the clock says, by whom it was signed and where it stands. */
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import type { ClockList } from '../agreement/agreement.schema.ts'
import { isNotForMe, useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Answer, Badge, type BadgeTone, Card, Cards, Section } from '../web/parts/index.ts'

type Clock = Static<typeof ClockList>['clocks'][number]

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
  const of = (states: readonly string[]) =>
    clocks
      .filter(({ state }) => states.includes(state.code))
      .toSorted((one, other) => states.indexOf(one.state.code) - states.indexOf(other.state.code))
  const [due, done, waiting] = [of(['missed', 'running']), of(['kept', 'not-applicable']), of(['not-started'])]
  return (
    <>
      {due.length === 0 ? <p className="soft">{words.empty}</p> : <ClockCards clocks={due} />}
      {done.length === 0 ? null : (
        <details>
          <summary>
            {words.done(done.length)}: {done.map(({ title }) => say(title)).join(', ')}
          </summary>
          <ClockCards clocks={done} />
        </details>
      )}
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

const ClockCards = ({ clocks }: { readonly clocks: readonly Clock[] }): ReactNode => (
  <Cards>
    {clocks.map((clock) => (
      <ClockCard key={`${clock.normId}-${clock.triggeredDate ?? ''}`} clock={clock} />
    ))}
  </Cards>
)

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
