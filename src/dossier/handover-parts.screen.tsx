/** What both sides of a handover see: how far it is, what comes along, and what may be done now. */
import './dossier.css'
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { formatDay, formatMoment } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Button, Choice, Facts, Form, Notice, Refusal } from '../web/parts/index.ts'
import { CHAPTERS } from './chapter.ts'
import type { GiveReason, HANDOVER_REASONS, HandoverChanged, HandoverShown } from './dossier.schema.ts'
import { useShownValue } from './values.screen.ts'

/** The road of a handover that goes well; any other end is said in words beneath. */
const ROAD = ['offered', 'seen', 'accepted', 'landed', 'closed'] as const

export const Steps = ({ handover }: { readonly handover: HandoverShown }): ReactNode => {
  const words = useWords().dossier.handover
  // Together with her is what happens between accepting and landing; not everybody says it, so it is no step that could look done.
  const at = handover.stage === 'overlap' ? 'accepted' : handover.stage
  // biome-ignore lint/complexity/useIndexOf: a stage that is not on the road is a fair question; indexOf would refuse it.
  const now = ROAD.findIndex((step) => step === at)
  if (now < 0) return null
  const state = (place: number) => (place < now ? 'done' : place === now ? 'now' : 'later')
  const says = { done: words.stepDone, now: words.stepNow, later: words.stepLater }
  return (
    <ol className="steps">
      {ROAD.map((step, place) => (
        <li key={step} data-state={state(place)} {...(place === now ? { 'aria-current': 'step' as const } : {})}>
          <span>
            {step === 'accepted' && handover.stage === 'overlap' ? words.stepTogether : words.steps[step]}
            <span className="visually-hidden"> ({says[state(place)]})</span>
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Which function of the receiver answers. */
export const Desk = ({ handover }: { readonly handover: HandoverShown }): ReactNode => {
  const words = useWords().dossier.handover
  return handover.receiverFunction ? (
    <p className="soft">{words.forDesk(words.desks[handover.receiverFunction], handover.to.name)}</p>
  ) : null
}

/** What the sender reads first: has it landed, who holds it, must somebody call? */
export const Said = ({ handover }: { readonly handover: HandoverShown }): ReactNode => {
  const words = useWords().dossier.handover
  const { language } = useLanguage()
  const said: Readonly<Record<string, string>> = {
    offered: words.waitingSender(handover.to.name),
    seen: words.waitingSender(handover.to.name),
    accepted: words.acceptedSender(handover.to.name),
    overlap: words.overlapSender(handover.to.name),
    landed: words.landedSender(handover.to.name),
    closed: words.landedSender(handover.to.name),
    declined: words.declinedSender(handover.to.name),
  }
  const sentence = handover.side === 'sender' ? said[handover.stage] : undefined
  const landed = handover.stage === 'landed' || handover.stage === 'closed'
  return (
    <>
      {sentence ? <Notice kind={landed ? 'done' : 'info'} title={sentence} /> : null}
      <p className="soft">
        {words.since(formatMoment(handover.changedAt, language))}
        {handover.overlapUntilDate ? `. ${words.overlap(formatDay(handover.overlapUntilDate, language))}` : ''}
      </p>
    </>
  )
}

export const ComesAlong = ({ handover }: { readonly handover: HandoverShown }): ReactNode => {
  const words = useWords().dossier
  const shown = useShownValue()
  const { chapters, summary } = handover.comesAlong
  const names = CHAPTERS.filter((each) => chapters.includes(each)).map((each) => words.chapters[each])
  const left = CHAPTERS.filter((each) => !chapters.includes(each)).map((each) => words.chapters[each])
  return (
    <div className="columns">
      <div className="stack stack--tight">
        <h3>{words.handover.alongTitle}</h3>
        {names.length === 0 ? <p>{words.handover.alongNone}</p> : <p>{names.join(', ')}</p>}
        {summary.length === 0 ? null : (
          <>
            <h3>{words.handover.alongSummary}</h3>
            <Facts
              rows={summary.map(({ field, value }) => ({
                key: field,
                name: words.fields[field] ?? field,
                value: shown(field, value),
              }))}
            />
          </>
        )}
      </div>
      <div className="stack stack--tight">
        <h3>{words.handover.notAlong}</h3>
        <p>{left.join(', ')}</p>
        <p className="soft">{handover.side === 'receiver' ? words.handover.sheHasSaid : words.handover.notAlongWhy}</p>
      </div>
    </div>
  )
}

type Act = {
  readonly ability: string
  readonly path: string
  readonly label: string
  readonly lead?: string
  readonly needsReason?: boolean
}

/** Everything this side may do now. The main one first; a no and a stop ask for a reason. */
export const HandoverActs = (props: {
  readonly handover: HandoverShown
  readonly onAccepted?: () => void
}): ReactNode => {
  const words = useWords().dossier.handover
  const { handover } = props
  const [asking, setAsking] = useState<Act | undefined>()
  const acts: readonly Act[] = [
    { ability: 'accept-handover', path: 'acceptances', label: words.accept, lead: words.acceptLead },
    { ability: 'meet-handover', path: 'meetings', label: words.meet, lead: words.meetLead },
    { ability: 'land-handover', path: 'landings', label: words.land, lead: words.landLead },
    { ability: 'close-handover', path: 'closings', label: words.close },
    { ability: 'decline-handover', path: 'declines', label: words.decline, needsReason: true },
    { ability: 'withdraw-handover', path: 'withdrawals', label: words.withdraw, needsReason: true },
    { ability: 'stop-handover', path: 'stops', label: words.stop, lead: words.stopLead, needsReason: true },
  ]
  const able = acts.filter(({ ability }) => handover.abilities.includes(ability))
  const [plain, withReason] = [able.filter((act) => !act.needsReason), able.filter((act) => act.needsReason)]
  return (
    <div className="stack">
      {plain.map((act, place) => (
        <PlainAct
          key={act.path}
          act={act}
          handover={handover}
          isMain={place === 0}
          onDone={act.path === 'acceptances' ? props.onAccepted : undefined}
        />
      ))}
      {withReason.length === 0 ? null : (
        <Actions>
          {withReason.map((act) => (
            <Button
              key={act.path}
              pressed={asking?.path === act.path}
              onClick={() => setAsking(asking?.path === act.path ? undefined : act)}
            >
              {act.label}
            </Button>
          ))}
        </Actions>
      )}
      {asking ? (
        <ReasonedAct key={asking.path} act={asking} handover={handover} onDone={() => setAsking(undefined)} />
      ) : null}
    </div>
  )
}

const useAct = (act: Act, { handoverId, dossierId }: HandoverShown, onDone?: () => void) =>
  useSend<typeof GiveReason, typeof HandoverChanged>(`/handovers/${handoverId}/${act.path}`, {
    refresh: ['/handovers', `/dossiers/${dossierId}`, '/dossiers'],
    ...(onDone ? { onDone } : {}),
  })

const PlainAct = (props: {
  readonly act: Act
  readonly handover: HandoverShown
  readonly isMain: boolean
  readonly onDone: (() => void) | undefined
}): ReactNode => {
  const sent = useAct(props.act, props.handover, props.onDone)
  return (
    <div className="stack stack--tight">
      {props.act.lead ? <p className="soft">{props.act.lead}</p> : null}
      <Refusal problem={sent.refused} />
      <Actions>
        <Button look={props.isMain ? 'primary' : 'secondary'} busy={sent.busy} onClick={() => sent.send({})}>
          {props.act.label}
        </Button>
      </Actions>
    </div>
  )
}

type Reason = (typeof HANDOVER_REASONS)[number]
/** Which reasons belong to which act. */
const REASONS: Readonly<Record<string, readonly Reason[]>> = {
  declines: ['no-capacity', 'other-region', 'not-fitting', 'unreachable', 'other'],
  withdrawals: ['mistake', 'unreachable', 'not-now', 'other'],
  stops: ['she-says-no', 'not-now', 'not-safe'],
}

const ReasonedAct = (props: {
  readonly act: Act
  readonly handover: HandoverShown
  readonly onDone: () => void
}): ReactNode => {
  const words = useWords().dossier.handover
  const [reason, setReason] = useState<Reason | ''>('')
  const [tried, setTried] = useState(false)
  const sent = useAct(props.act, props.handover, props.onDone)
  const options = (REASONS[props.act.path] ?? []).map((value) => ({ value, label: words.reasons[value] ?? value }))
  return (
    <Form
      label={props.act.label}
      onSubmit={() => {
        setTried(true)
        if (reason !== '') sent.send({ reason })
      }}
    >
      {props.act.lead ? <p className="soft">{props.act.lead}</p> : null}
      <Choice
        label={words.reason}
        value={reason}
        options={options}
        onChange={setReason}
        error={tried && reason === '' ? words.chooseReason : undefined}
      />
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" busy={sent.busy}>
          {props.act.label}
        </Button>
      </Actions>
    </Form>
  )
}
