/** Money and provisions of a file: what ends or is late on top, then what runs, what else there is, and what all of it costs by payer. */
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { TrajectoryCost } from '../responsibility/trajectory-cost.screen.tsx'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  type BadgeTone,
  Button,
  Card,
  Cards,
  Facts,
  Notice,
  Refusal,
  Section,
  Select,
  Table,
  Unfolded,
} from '../web/parts/index.ts'
import type { Made } from './dossier.schema.ts'
import { DossierPage } from './dossier-page.screen.tsx'
import type { MoneyShown, MoneyStepShown, Nothing } from './money.schema.ts'
import type { MoneyPhase } from './money-course.ts'
import { MoneyForm } from './money-form.screen.tsx'
import { useMunicipalityName } from './names.screen.ts'

const route = getRouteApi('/signed-in/app/dossiers/$dossierId/geld')
const AHEAD = ['14', '30', '90'] as const

export const MoneyScreen = (): ReactNode => {
  const words = useWords().money
  const { dossierId } = route.useParams()
  const [within, setWithin] = useState<(typeof AHEAD)[number]>('30')
  const money = useAnswer<typeof MoneyShown>(`/dossiers/${dossierId}/money-steps?withinDays=${within}`, {
    always: true,
    keepPrevious: true,
  })
  return (
    <DossierPage dossierId={dossierId} title={words.title} lead={words.lead}>
      {() => (
        <>
          <Answer of={money}>
            {(shown) => (
              <>
                <Section title={words.within}>
                  <Select
                    width="short"
                    label={words.withinDays}
                    value={within}
                    options={AHEAD.map((value) => ({ value, label: words.days(Number(value)) }))}
                    onChange={setWithin}
                  />
                  <Due money={shown} />
                </Section>
                <Begun money={shown} />
                <NotBegun money={shown} />
              </>
            )}
          </Answer>
          <TrajectoryCost dossierId={dossierId} />
        </>
      )}
    </DossierPage>
  )
}

type Clock = MoneyStepShown['rounds'][number]['clocks'][number]
type Waiting = { readonly step: MoneyStepShown; readonly clock: Clock }

const waitingIn = ({ steps }: MoneyShown): readonly Waiting[] =>
  steps
    .flatMap((step) => step.rounds.flatMap(({ clocks }) => clocks.map((clock) => ({ step, clock }))))
    .filter(({ clock }) => clock.soon || clock.state === 'late' || clock.state === 'lapsed')
    .toSorted((one, other) => one.clock.dueDate.localeCompare(other.clock.dueDate))

const Due = ({ money }: { readonly money: MoneyShown }): ReactNode => {
  const words = useWords().money
  const say = useSay()
  const waiting = waitingIn(money)
  if (waiting.length === 0) return <p>{words.nothingDue(money.withinDays)}</p>
  return (
    <Table
      caption={words.within}
      rows={waiting}
      rowKey={({ step, clock }) => `${step.step} ${clock.termId ?? ''} ${clock.fromDate}`}
      columns={[
        { key: 'step', name: words.columns.step, cell: ({ step }) => say(step.title) },
        { key: 'term', name: words.columns.term, cell: ({ clock }) => say(clock.title) },
        { key: 'due', name: words.columns.due, cell: ({ clock }) => <Until clock={clock} /> },
        { key: 'whose', name: words.columns.whose, cell: ({ clock }) => whoseOf(clock, words) },
      ]}
    />
  )
}

type Words = ReturnType<typeof useWords>['money']
const whoseOf = ({ whose }: Clock, words: Words): string => (whose ? words.whose[whose] : words.grantEnds)

const leftOf = ({ state, daysLeft }: Clock, words: Words): string => {
  if (state === 'late') return words.late(-daysLeft)
  return state === 'lapsed' ? words.lapsed(-daysLeft) : words.left(daysLeft)
}

const TONES: Readonly<Record<Clock['state'], BadgeTone>> = {
  running: 'accent',
  late: 'attention',
  lapsed: 'attention',
  waits: 'plain',
}

const Until = ({ clock }: { readonly clock: Clock }): ReactNode => {
  const words = useWords().money
  const { language } = useLanguage()
  return (
    <>
      {clock.state === 'waits' ? `${words.states.waits} ` : ''}
      {formatDay(clock.dueDate, language)} <Badge tone={TONES[clock.state]}>{leftOf(clock, words)}</Badge>
      {clock.state === 'lapsed' && clock.whose === 'person' ? <span className="soft"> {words.lapsedHelp}</span> : null}
    </>
  )
}

const Begun = ({ money }: { readonly money: MoneyShown }): ReactNode => {
  const words = useWords().money
  const begun = money.steps.filter(({ rounds }) => rounds.length > 0)
  return (
    <Section title={words.begun}>
      {begun.length === 0 ? (
        <p className="soft">{words.begunNone}</p>
      ) : (
        <Cards>
          {begun.map((step) => (
            <StepCard key={step.step} dossierId={money.dossierId} step={step} />
          ))}
        </Cards>
      )}
    </Section>
  )
}

/** Everything else that there is, each with its note and its form: nobody has to know by heart what exists. */
const NotBegun = ({ money }: { readonly money: MoneyShown }): ReactNode => {
  const words = useWords().money
  const rest = money.steps.filter(({ rounds }) => rounds.length === 0)
  if (rest.length === 0) return null
  return (
    <details className="details">
      <summary>{words.notBegun(rest.length)}</summary>
      <Cards>
        {rest.map((step) => (
          <StepCard key={step.step} dossierId={money.dossierId} step={step} />
        ))}
      </Cards>
    </details>
  )
}

const PHASE_TONES: Readonly<Partial<Record<MoneyPhase, BadgeTone>>> = {
  began: 'attention',
  applied: 'accent',
  granted: 'done',
  refused: 'attention',
  objected: 'accent',
  appealed: 'accent',
}

type StepProps = { readonly dossierId: string; readonly step: MoneyStepShown }
const StepCard = ({ dossierId, step }: StepProps): ReactNode => {
  const { money: words, dossier } = useWords()
  const say = useSay()
  const [latest, ...earlier] = step.rounds
  const phase = latest?.phase ?? 'none'
  return (
    <Card
      title={say(step.title)}
      aside={
        <Badge tone={PHASE_TONES[phase] ?? 'plain'}>{latest ? words.phases[phase] : words.meant[step.meantFor]}</Badge>
      }
      meta={say(step.forWhom)}
      tone={latest?.clocks.some(({ state }) => state === 'late') ? 'attention' : 'plain'}
    >
      {latest && latest.clocks.length > 0 ? (
        <ul>
          {latest.clocks.map((clock) => (
            <li key={`${clock.termId ?? ''} ${clock.fromDate}`}>
              {say(clock.title)}: <Until clock={clock} />
              <span className="soft"> {whoseOf(clock, words)}</span>
              {clock.onlyBelowAge === undefined ? null : (
                <span className="soft"> ({words.onlyBelow(clock.onlyBelowAge)})</span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <Facts
        rows={[
          { key: 'payer', name: words.payer, value: words.payers[step.payer] },
          { key: 'decided', name: words.decidedBy, value: say(step.decidedBy) },
          { key: 'move', name: words.move, value: say(step.move) },
        ]}
      />
      <p className="soft">{say(step.note)}</p>
      {latest ? <History round={latest} title={words.history} /> : null}
      {earlier.map((round) => (
        <History key={round.entries[0]?.moneyStepId ?? ''} round={round} title={words.earlier(1)} />
      ))}
      <Terms step={step} chapter={dossier.chapters[step.chapter as keyof typeof dossier.chapters]} />
      <Acts dossierId={dossierId} step={step} />
    </Card>
  )
}

const History = (props: { readonly round: MoneyStepShown['rounds'][number]; readonly title: string }): ReactNode => (
  <details>
    <summary>{props.title}</summary>
    <ul>
      {props.round.entries.map((entry) => (
        <Entry key={entry.moneyStepId} entry={entry} />
      ))}
    </ul>
  </details>
)

const Entry = ({ entry }: { readonly entry: MoneyStepShown['rounds'][number]['entries'][number] }): ReactNode => {
  const words = useWords().money
  const { language } = useLanguage()
  const municipality = useMunicipalityName(entry.municipalityCode)
  return (
    <li>
      {formatDay(entry.happenedDate, language)}: {words.acts[entry.act]}
      {municipality ? `, ${municipality}` : ''}
      {entry.outcome ? `, ${words.outcomes[entry.outcome]}` : ''}
      {entry.untilDate ? `, ${words.until(formatDay(entry.untilDate, language))}` : ''}
    </li>
  )
}

/** Every term with where it was read: whoever is told "too late" can look it up. */
const Terms = ({ step, chapter }: { readonly step: MoneyStepShown; readonly chapter: string }): ReactNode => {
  const words = useWords().money
  const { language } = useLanguage()
  const say = useSay()
  return (
    <details>
      <summary>{words.terms}</summary>
      {step.terms.length === 0 ? <p className="soft">{words.termsNone}</p> : null}
      <ul>
        {step.terms.map(({ termId, title, count, unit, certainty, source }) => (
          <li key={termId}>
            {say(title)}: {words.span[unit](count)}{' '}
            <span className="soft">
              ({[source.name, source.article, source.textOf].filter(Boolean).join(', ')}; {words.certainties[certainty]}
              , {words.readOn(formatDay(source.readDate, language))})
            </span>
          </li>
        ))}
      </ul>
      <p className="soft">
        {words.chapter}: {chapter}
        {step.ruleId ? ` · ${step.ruleId}` : ''}
      </p>
    </details>
  )
}

const Acts = ({ dossierId, step }: StepProps): ReactNode => {
  const words = useWords().money
  const say = useSay()
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState<string | undefined>()
  const last = step.rounds[0]?.entries.at(-1)
  const back = useSend<typeof Nothing, ReturnType<typeof Made>>(
    `/dossiers/${dossierId}/money-steps/${last?.moneyStepId ?? ''}/corrections`,
    { refresh: [`/dossiers/${dossierId}`, '/day-list'], onDone: () => setSaid(words.takenBack) },
  )
  return (
    <>
      {said ? (
        <Notice kind="done" announce>
          {said}
        </Notice>
      ) : null}
      <Refusal problem={back.refused} />
      {open ? (
        <Unfolded by={`money-${step.step}`} onLeave={() => setOpen(false)}>
          <MoneyForm
            dossierId={dossierId}
            step={step}
            onDone={() => {
              setOpen(false)
              setSaid(words.saved)
            }}
          />
        </Unfolded>
      ) : (
        <Actions>
          {step.abilities.includes('record-money-step') && step.acts.length > 0 ? (
            <Button
              opens={`money-${step.step}`}
              onClick={() => {
                setSaid(undefined)
                setOpen(true)
              }}
            >
              {words.record}
              <span className="visually-hidden">: {say(step.title)}</span>
            </Button>
          ) : null}
          {last && step.abilities.includes('take-back-money-step') ? (
            <Button look="subtle" busy={back.busy} onClick={() => back.send({})}>
              {words.takeBack}
              <span className="visually-hidden">: {say(step.title)}</span>
            </Button>
          ) : null}
        </Actions>
      )}
    </>
  )
}
