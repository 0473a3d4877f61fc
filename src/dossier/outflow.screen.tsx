/** Moving on from shelter: the wish of the person on top, then the plan with who does what, roads to a home, and the agreed terms. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
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
  Form,
  Notice,
  Refusal,
  Section,
  Table,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import { Clocks } from './clocks.screen.tsx'
import type { Made } from './dossier.schema.ts'
import { DossierPage } from './dossier-page.screen.tsx'
import type { OutflowShown, RecordStay } from './money.schema.ts'
import { PlanForm } from './outflow-form.screen.tsx'

const route = getRouteApi('/signed-in/app/dossiers/$dossierId/uitstroom')
/** The next place, the plan, and aftercare at its three moments. */
const NORMS = ['N26', 'N35', 'N36']

export const OutflowScreen = (): ReactNode => {
  const words = useWords().outflow
  const { dossierId } = route.useParams()
  const outflow = useAnswer<typeof OutflowShown>(`/dossiers/${dossierId}/outflow`, { always: true })
  return (
    <DossierPage dossierId={dossierId} title={words.title} lead={words.lead}>
      {() => (
        <Answer of={outflow}>
          {(shown) => (
            <>
              <Wish outflow={shown} />
              <Stay outflow={shown} />
              <Plan outflow={shown} />
              <Clocks dossierId={dossierId} only={NORMS} title={words.clocks} />
              <Roads outflow={shown} />
            </>
          )}
        </Answer>
      )}
    </DossierPage>
  )
}

const Wish = ({ outflow }: { readonly outflow: OutflowShown }): ReactNode => {
  const words = useWords().outflow
  if (!outflow.plan) return null
  return (
    <Section title={words.wish}>
      {outflow.plan.wish ? (
        <blockquote className="measure">{outflow.plan.wish}</blockquote>
      ) : (
        <p className="soft">{words.wishNone}</p>
      )}
    </Section>
  )
}

const Stay = ({ outflow }: { readonly outflow: OutflowShown }): ReactNode => {
  const words = useWords().outflow
  const { language } = useLanguage()
  const { stay } = outflow
  const said = !stay
    ? words.stayNone
    : stay.leftDate
      ? words.stayLeft(formatDay(stay.leftDate, language))
      : words.stay(formatDay(stay.admittedDate, language))
  const step = outflow.abilities.includes('record-shelter-left') ? 'shelter-left' : 'shelter-admitted'
  return (
    <>
      <p>{said}</p>
      <StayForm key={step} dossierId={outflow.dossierId} step={step} />
    </>
  )
}

const StayForm = (props: {
  readonly dossierId: string
  readonly step: 'shelter-admitted' | 'shelter-left'
}): ReactNode => {
  const words = useWords().outflow
  const [open, setOpen] = useState(false)
  const [on, setOn] = useState('')
  const sending = useSend<typeof RecordStay, ReturnType<typeof Made>>(`/dossiers/${props.dossierId}/outflow-steps`, {
    refresh: [`/dossiers/${props.dossierId}`, '/day-list', '/due-clocks', '/open-dossiers'],
    onDone: () => setOpen(false),
  })
  const label = words.steps[props.step] ?? props.step
  if (!open)
    return (
      <Actions>
        <Button opens="shelter-stay" onClick={() => setOpen(true)}>
          {label}
        </Button>
      </Actions>
    )
  return (
    <Unfolded by="shelter-stay" onLeave={() => setOpen(false)}>
      <Form
        label={label}
        onSubmit={() => sending.send({ step: props.step, ...(on === '' ? {} : { happenedDate: on }) })}
      >
        <p className="soft">{words.stayHint}</p>
        <TextField label={words.on} hint={words.onHint} type="date" width="short" value={on} onChange={setOn} />
        <Refusal problem={sending.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={sending.busy}>
            {words.save}
          </Button>
        </Actions>
      </Form>
    </Unfolded>
  )
}

const Plan = ({ outflow }: { readonly outflow: OutflowShown }): ReactNode => {
  const words = useWords().outflow
  const [open, setOpen] = useState(false)
  const [saved, setSaved] = useState(false)
  const { plan } = outflow
  const mayMake = outflow.abilities.includes('make-outflow-plan')
  return (
    <Section title={words.plan}>
      {saved ? (
        <Notice kind="done" announce>
          {words.saved}
        </Notice>
      ) : null}
      {plan ? <PlanShown plan={plan} /> : <p>{words.planNone}</p>}
      <Responsible outflow={outflow} />
      {mayMake && open ? (
        <Unfolded by="outflow-plan" onLeave={() => setOpen(false)}>
          <PlanForm
            dossierId={outflow.dossierId}
            plan={plan}
            onDone={() => {
              setOpen(false)
              setSaved(true)
            }}
          />
        </Unfolded>
      ) : null}
      {mayMake && !open ? (
        <Actions>
          <Button
            look="primary"
            opens="outflow-plan"
            onClick={() => {
              setSaved(false)
              setOpen(true)
            }}
          >
            {plan ? words.change : words.make}
          </Button>
        </Actions>
      ) : null}
    </Section>
  )
}

type PlanOf = NonNullable<OutflowShown['plan']>
type PlaceOf = NonNullable<PlanOf['municipality']>

const PlanShown = ({ plan }: { readonly plan: PlanOf }): ReactNode => {
  const words = useWords().outflow
  const { language } = useLanguage()
  return (
    <>
      {plan.counts ? null : <Notice kind="attention">{words.planBegun}</Notice>}
      <Facts
        rows={[
          { key: 'goal', name: words.goal, value: words.goals[plan.goal] },
          ...(plan.needs.length === 0
            ? []
            : [{ key: 'needs', name: words.needs, value: plan.needs.map((each) => words.homes[each]).join(', ') }]),
          ...(plan.municipality
            ? [{ key: 'place', name: words.municipality, value: <Centres place={plan.municipality} /> }]
            : []),
        ]}
      />
      {plan.tasks.length === 0 ? <p className="soft">{words.tasksNone}</p> : <Tasks plan={plan} />}
      <p className="soft">{words.madeOn(formatDay(plan.madeDate, language), plan.by.name)}</p>
    </>
  )
}

const Centres = ({ place }: { readonly place: PlaceOf }): ReactNode => {
  const words = useWords().outflow
  const named = ({ name, grade }: PlaceOf['womenShelter']): string => `${name} (${words.grades[grade] ?? grade})`
  return (
    <>
      {place.name}.{' '}
      <span className="soft">{words.centres(named(place.womenShelter), named(place.homelessShelter))}</span>
    </>
  )
}

const Tasks = ({ plan }: { readonly plan: PlanOf }): ReactNode => {
  const words = useWords().outflow
  const { language } = useLanguage()
  return (
    <Table
      caption={words.who}
      rows={plan.tasks}
      rowKey={({ task, who, byDate }) => `${task} ${who} ${byDate}`}
      columns={[
        { key: 'task', name: words.columns.task, cell: ({ task }) => words.tasks[task] },
        { key: 'who', name: words.columns.who, cell: ({ who }) => words.doers[who] },
        { key: 'by', name: words.columns.by, cell: ({ byDate }) => formatDay(byDate, language) },
        {
          key: 'state',
          name: words.columns.state,
          cell: ({ done, late }) => (
            <Badge tone={done ? 'done' : late ? 'attention' : 'plain'}>
              {done ? words.done : late ? words.late : words.waits}
            </Badge>
          ),
        },
      ]}
    />
  )
}

/** Who is responsible by the rules, with the day of the verdict: a municipality that receives may be another one. */
const Responsible = ({ outflow }: { readonly outflow: OutflowShown }): ReactNode => {
  const words = useWords().outflow
  const { language } = useLanguage()
  const { verdict } = outflow
  return (
    <p className="soft">
      {verdict
        ? `${words.verdict(verdict.municipality.name, formatDay(verdict.decidedDate, language))} `
        : `${words.verdictNone} `}
      <Link to="/app/dossiers/$dossierId/verantwoordelijk" params={{ dossierId: outflow.dossierId }}>
        {words.toVerdict}
      </Link>
    </p>
  )
}

const FALLS: Readonly<Record<string, BadgeTone>> = { inside: 'done', outside: 'plain', ask: 'attention' }

const Roads = ({ outflow }: { readonly outflow: OutflowShown }): ReactNode => {
  const { outflow: words, money } = useWords()
  const { language } = useLanguage()
  const say = useSay()
  return (
    <Section title={words.routes} lead={words.routesLead}>
      <Cards>
        {outflow.routes.map((road) => (
          <Card
            key={road.routeId}
            title={say(road.title)}
            aside={<Badge tone={FALLS[road.falls] ?? 'plain'}>{words.falls[road.falls]}</Badge>}
          >
            {road.says ? <p>{say(road.says)}</p> : null}
            {road.missing.length === 0 ? null : (
              <p>
                {words.missing}: {road.missing.map((field) => words.fields[field]).join('; ')}.
              </p>
            )}
            <p className="soft small">
              {[road.source.name, road.source.article, road.source.textOf].filter(Boolean).join(', ')} ·{' '}
              {money.certainties[road.certainty]} · {money.readOn(formatDay(road.source.readDate, language))}
            </p>
          </Card>
        ))}
      </Cards>
    </Section>
  )
}
