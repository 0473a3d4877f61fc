/** The clocks of a dossier as a calm list: what was agreed, what the clock says, by whom it was signed and where it stands. */
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import type { ClockList } from '../agreement/agreement.schema.ts'
import { isNotForMe, useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Answer, Badge, type BadgeTone, Card, Cards, Section } from '../web/parts/index.ts'
import { Miss } from './miss.screen.tsx'

type Clock = Static<typeof ClockList>['clocks'][number]

const TONES: Readonly<Record<string, BadgeTone>> = { missed: 'attention', running: 'accent', kept: 'done' }

/** `only`: of these norms, by the beginning of their ids; then without those that have not begun. */
export const Clocks = (props: {
  readonly dossierId: string
  readonly only?: readonly string[]
  readonly title?: string
}): ReactNode => {
  const { dossierId, only } = props
  const words = useWords().dossier
  const clocks = useAnswer<typeof ClockList>(`/dossiers/${dossierId}/clocks`)
  if (isNotForMe(clocks)) return null
  return (
    <Section title={props.title ?? words.page.clocks} lead={words.clocks.lead}>
      <Answer of={clocks}>
        {(answer) => (
          <Read
            dossierId={dossierId}
            list={{
              ...answer,
              clocks: answer.clocks.filter(
                ({ normId, state }) =>
                  only === undefined ||
                  (state.code !== 'not-started' &&
                    only.some((each) => normId === each || normId.startsWith(`${each}-`))),
              ),
            }}
          />
        )}
      </Answer>
    </Section>
  )
}

type List = Static<typeof ClockList>
type Shown = { readonly dossierId: string; readonly list: List }

const Read = ({ dossierId, list }: Shown): ReactNode => {
  const { clocks } = list
  const words = useWords().dossier.clocks
  const say = useSay()
  const of = (states: readonly string[]) =>
    clocks
      .filter(({ state }) => states.includes(state.code))
      .toSorted((one, other) => states.indexOf(one.state.code) - states.indexOf(other.state.code))
  const [due, done, waiting] = [of(['missed', 'running']), of(['kept', 'not-applicable']), of(['not-started'])]
  return (
    <>
      {due.length === 0 ? (
        <p className="soft">{words.empty}</p>
      ) : (
        <ClockCards clocks={due} dossierId={dossierId} list={list} />
      )}
      {done.length === 0 ? null : (
        <details>
          <summary>
            {words.done(done.length)}: {done.map(({ title }) => say(title)).join(', ')}
          </summary>
          <ClockCards clocks={done} dossierId={dossierId} list={list} />
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

const ClockCards = ({ clocks, ...rest }: Shown & { readonly clocks: readonly Clock[] }): ReactNode => (
  <Cards>
    {clocks.map((clock) => (
      <ClockCard key={`${clock.normId}-${clock.triggeredDate ?? ''}`} clock={clock} {...rest} />
    ))}
  </Cards>
)

const ClockCard = ({ clock, dossierId, list }: Shown & { readonly clock: Clock }): ReactNode => {
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
      <Miss clock={clock} dossierId={dossierId} list={list} />
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
