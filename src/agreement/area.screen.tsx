/** Agreements about the municipality, region or country that the own house works for: how they stand, what was done, noting it and taking it back. */
import { type ReactNode, useState } from 'react'
import type { Static, TObject } from 'typebox'
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
  Empty,
  Form,
  Notice,
  Page,
  Refusal,
  Section,
  Select,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import { useFieldProblem } from './field-problem.screen.ts'
import type { AreaClocks, AreaFactMade, NoteAreaFact, OwnAreas } from './signing.schema.ts'

type NoBody = TObject<Record<never, never>>
type Area = Static<typeof OwnAreas>['areas'][number]
type Shown = Static<typeof AreaClocks>
type Clock = Shown['clocks'][number]
type Fact = Shown['facts'][number]

const pathOf = ({ about, area }: Pick<Shown, 'about' | 'area'>): string => `/areas/${about}/${area}`

export const AreaScreen = (): ReactNode => {
  const words = useWords().signing.areas
  const [chosen, setChosen] = useState('')
  const own = useAnswer<typeof OwnAreas>('/areas')
  return (
    <Page title={words.title} lead={words.lead}>
      <Answer
        of={own}
        isEmpty={({ areas }) => areas.length === 0}
        empty={
          <Empty title={words.none}>
            <p>{words.noneText}</p>
          </Empty>
        }
      >
        {({ areas }) => {
          const area = areas.find((each) => pathOf(each) === chosen) ?? areas[0]
          return area ? (
            <>
              {areas.length > 1 ? (
                <Select
                  width="short"
                  label={words.area}
                  value={pathOf(area)}
                  options={areas.map((each) => ({ value: pathOf(each), label: words.names[each.about](each.name) }))}
                  onChange={setChosen}
                />
              ) : null}
              <OneArea key={pathOf(area)} area={area} />
            </>
          ) : null
        }}
      </Answer>
    </Page>
  )
}

/** What was done last, said where it was done. */
type Said = 'noted' | 'taken-back'
type Acting = {
  readonly shown: Shown
  readonly said: Said | undefined
  readonly onSay: (said: Said | undefined) => void
}

const OneArea = ({ area }: { readonly area: Area }): ReactNode => {
  const words = useWords().signing.areas
  const [said, setSaid] = useState<Said>()
  const read = useAnswer<typeof AreaClocks>(`${pathOf(area)}/clocks`)
  return (
    <Answer of={read}>
      {(shown) => (
        <>
          <Clocks clocks={shown.clocks} of={words.names[area.about](area.name)} />
          {shown.abilities.includes('note-area-fact') ? (
            <NoteForm shown={shown} said={said} onSay={setSaid} />
          ) : (
            <p className="soft measure">{words.note.notYours}</p>
          )}
          <Facts shown={shown} said={said} onSay={setSaid} />
        </>
      )}
    </Answer>
  )
}

const TONES: Readonly<Record<string, BadgeTone>> = { missed: 'attention', running: 'accent', kept: 'done' }

const Clocks = ({ clocks, of }: { readonly clocks: readonly Clock[]; readonly of: string }): ReactNode => {
  const words = useWords().signing.areas
  const say = useSay()
  const readingOf = useReading()
  return (
    <Section title={words.clocksOf(of)}>
      {clocks.length === 0 ? <p className="soft">{words.clocksNone}</p> : null}
      <Cards>
        {clocks.map((clock) => (
          <Card
            key={clock.normId}
            title={`${clock.normId} ${say(clock.title)}`}
            aside={<Badge tone={TONES[clock.state.code] ?? 'plain'}>{say(clock.state)}</Badge>}
            meta={readingOf(clock)}
            tone={clock.state.code === 'missed' ? 'attention' : 'plain'}
          >
            <p>{say(clock.sentence)}</p>
            <p className="soft small">{say(clock.normKind)}</p>
          </Card>
        ))}
      </Cards>
    </Section>
  )
}

/** When it began, until when, and how many days are left or were too many. */
const useReading = (): ((clock: Clock) => string) => {
  const words = useWords().signing.areas
  const { language } = useLanguage()
  const say = useSay()
  return ({ state, triggeredDate, dueDate, daysLeft, daysLate, because }) =>
    [
      triggeredDate && words.since(formatDay(triggeredDate, language)),
      dueDate ? words.due(formatDay(dueDate, language)) : state.code === 'running' ? words.noTerm : undefined,
      daysLeft === undefined || state.code !== 'running' ? undefined : words.left(daysLeft),
      daysLate === undefined ? undefined : words.late(daysLate),
      because && say(because),
    ]
      .filter(Boolean)
      .join(' · ')
}

const NoteForm = ({ shown, said, onSay }: Acting): ReactNode => {
  const words = useWords().signing.areas.note
  const say = useSay()
  const problem = useFieldProblem()
  const [kind, setKind] = useState('')
  const [on, setOn] = useState<string>(shown.on)
  const [tried, setTried] = useState(false)
  const note = useSend<typeof NoteAreaFact, typeof AreaFactMade>(`${pathOf(shown)}/facts`, {
    refresh: [pathOf(shown)],
    onDone: () => {
      onSay('noted')
      setKind('')
      setTried(false)
    },
  })
  const ofDay = ['happened-in-future', 'step-noted-already'].includes(note.refused?.code ?? '')
  const submit = (): void => {
    setTried(true)
    if (kind !== '' && on !== '') note.send({ kind, happenedDate: on })
  }
  return (
    <Section title={words.title} lead={words.lead} surface>
      {said === 'noted' ? <Notice kind="done" title={words.done} announce /> : null}
      <Form label={words.title} onSubmit={submit}>
        <Select
          label={words.kind}
          choose={words.choose}
          value={kind}
          options={shown.kinds.map((each) => ({ value: each.code, label: say(each) }))}
          error={tried && kind === '' ? words.missing : undefined}
          onChange={(next) => {
            setKind(next)
            onSay(undefined)
            note.reset()
          }}
        />
        <TextField
          type="date"
          width="short"
          label={words.day}
          value={on}
          error={tried && on === '' ? words.dayMissing : ofDay ? problem(note.refused) : undefined}
          onChange={(next) => {
            setOn(next)
            note.reset()
          }}
        />
        <Refusal problem={ofDay ? undefined : note.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={note.busy}>
            {words.save}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

const Facts = ({ shown, said, onSay }: Acting): ReactNode => {
  const words = useWords().signing.areas
  return (
    <Section title={words.facts}>
      {said === 'taken-back' ? <Notice kind="done" title={words.takeBack.done} announce /> : null}
      {shown.facts.length === 0 ? (
        <p className="soft">{words.factsNone}</p>
      ) : (
        <Cards label={words.facts}>
          {shown.facts.map((fact) => (
            <FactCard key={fact.areaFactId} fact={fact} path={pathOf(shown)} onDone={() => onSay('taken-back')} />
          ))}
        </Cards>
      )}
    </Section>
  )
}

const FactCard = (props: { readonly fact: Fact; readonly path: string; readonly onDone: () => void }): ReactNode => {
  const words = useWords().signing.areas
  const { fact, path, onDone } = props
  const { language } = useLanguage()
  const say = useSay()
  const [asks, setAsks] = useState(false)
  const take = useSend<NoBody, typeof AreaFactMade>(`${path}/facts/${fact.areaFactId}/withdrawals`, {
    refresh: [path],
    onDone,
  })
  const [what, day, opens] = [say(fact.kind), formatDay(fact.happenedDate, language), `back-${fact.areaFactId}`]
  return (
    <Card title={what} meta={`${day} · ${words.by(fact.by.name)}`}>
      <Refusal problem={take.refused} />
      {asks ? (
        <Unfolded by={opens} onLeave={() => setAsks(false)}>
          <p>{words.takeBack.sure(what, day)}</p>
          <Actions>
            <Button busy={take.busy} onClick={() => take.send({})}>
              {words.takeBack.yes}
            </Button>
            <Button look="subtle" onClick={() => setAsks(false)}>
              {words.takeBack.no}
            </Button>
          </Actions>
        </Unfolded>
      ) : fact.abilities.includes('take-back') ? (
        <Actions>
          <Button look="subtle" opens={opens} onClick={() => setAsks(true)}>
            {words.takeBack.open}
            <span className="visually-hidden"> ({words.takeBack.which(what, day)})</span>
          </Button>
        </Actions>
      ) : null}
    </Card>
  )
}
