/** The waiting list for a place: the own turn with its reason, why others were before, and joining it. Nothing of who the others are. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useSend } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Button, Choice, Form, Notice, Refusal, Section, Unfolded } from '../web/parts/index.ts'
import { passWords } from '../words/care.ts'
import type { Done, Made, NewPass, NewPlaceRequest, NewWaitingEntry, RequestView } from './care.schema.ts'
import { ASKER_PASSES, WAITING_ORDER } from './waiting-order.ts'

type Waiting = NonNullable<Static<typeof RequestView>['waiting']>

export const OwnTurn = ({ waiting }: { readonly waiting: Waiting }): ReactNode => {
  const words = useWords().place.list
  const say = useSay()
  const { language } = useLanguage()
  const { moreUrgent, longer } = waiting.ahead
  return (
    <Notice kind="info" title={words.turn(waiting.position, say(waiting.profile))}>
      <p>
        {words.because(say(waiting.urgency), formatMoment(waiting.sinceAt, language))}{' '}
        {moreUrgent + longer === 0 ? words.first : words.ahead(moreUrgent, longer)}
      </p>
      <p>{words.how}</p>
      {waiting.passes.length === 0 ? null : (
        <>
          <p>{words.passes}</p>
          <ul>
            {waiting.passes.map((pass) => (
              <li key={`${pass.passedAt} ${pass.reason.code}`}>
                {formatMoment(pass.passedAt, language)}: {say(pass.reason)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="soft">{words.state[waiting.orderState] ?? waiting.orderState}</p>
    </Notice>
  )
}

type Joining = {
  readonly dossierId: string
  /** What is needed, when no question is open yet. */
  readonly asked?: Static<typeof NewPlaceRequest>
  readonly again: boolean
}

/** Folded: joining is for when no house fits now. */
export const JoinWaitingList = (props: Joining): ReactNode => {
  const words = useWords().place.list
  const [open, setOpen] = useState(false)
  return (
    <>
      <Actions>
        <Button look="subtle" pressed={open} opens="join-list" onClick={() => setOpen(!open)}>
          {props.again ? words.again : words.join}
        </Button>
      </Actions>
      {open ? (
        <Unfolded by="join-list" onLeave={() => setOpen(false)}>
          <JoinForm {...props} onDone={() => setOpen(false)} />
        </Unfolded>
      ) : null}
    </>
  )
}

const JoinForm = (props: Joining & { readonly onDone: () => void }): ReactNode => {
  const words = useWords().place.list
  const say = useSay()
  const [urgency, setUrgency] = useState('')
  const [tried, setTried] = useState(false)
  const join = useSend<typeof NewWaitingEntry, typeof Made>(`/dossiers/${props.dossierId}/waiting-entries`, {
    refresh: [`/dossiers/${props.dossierId}`],
    onDone: props.onDone,
  })
  return (
    <Section title={words.title} lead={words.lead}>
      <Form
        label={words.title}
        onSubmit={() => {
          setTried(true)
          if (urgency !== '') join.send({ urgency, ...(props.asked && { asked: props.asked }) })
        }}
      >
        <Choice
          label={words.urgency}
          value={urgency}
          error={tried && urgency === '' ? words.chooseUrgency : undefined}
          options={WAITING_ORDER.urgencies.map((each) => ({ value: each.code, label: say(each) }))}
          onChange={setUrgency}
        />
        <Refusal problem={join.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={join.busy}>
            {words.save}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** A bed of the list that is not taken: with a reason, so that it goes to the next at once and the own turn stays. */
export const PassListOffer = (props: {
  readonly requestId: string
  readonly dossierId: string
  readonly offerId: string
}): ReactNode => {
  const words = useWords().place.list
  const say = useSay()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState<(typeof ASKER_PASSES)[number] | ''>('')
  const [tried, setTried] = useState(false)
  const pass = useSend<typeof NewPass, typeof Done>(`/place-requests/${props.requestId}/passes`, {
    refresh: [`/dossiers/${props.dossierId}`],
  })
  return (
    <>
      <Actions>
        <Button look="subtle" pressed={open} opens={`pass-${props.offerId}`} onClick={() => setOpen(!open)}>
          {words.pass}
        </Button>
      </Actions>
      {open ? (
        <Unfolded by={`pass-${props.offerId}`} onLeave={() => setOpen(false)}>
          <Form
            label={words.pass}
            onSubmit={() => {
              setTried(true)
              if (reason !== '') pass.send({ offerId: props.offerId, reason })
            }}
          >
            <Choice
              label={words.passWhy}
              hint={words.passHint}
              value={reason}
              error={tried && reason === '' ? words.choosePass : undefined}
              options={ASKER_PASSES.map((value) => ({ value, label: say(passWords[value]) }))}
              onChange={setReason}
            />
            <Refusal problem={pass.refused} />
            <Actions>
              <Button type="submit" busy={pass.busy}>
                {words.passSave}
              </Button>
            </Actions>
          </Form>
        </Unfolded>
      ) : null}
    </>
  )
}
