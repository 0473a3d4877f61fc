/** Planning a table: a day, the wish in own words, and whom to ask. Which seats the case needs is worked out by the rules. */
import '../dossier/dossier.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Static } from 'typebox'
import { ChooseOrganisation } from '../dossier/choose.screen.tsx'
import type { InterestShown } from '../safeguard/safeguard.schema.ts'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Badge,
  Button,
  Card,
  Cards,
  Choice,
  Form,
  Refusal,
  Select,
  TextArea,
  TextField,
} from '../web/parts/index.ts'
import { useHasFunction, useSession } from '../web/session.ts'
import { Why } from './seats.screen.tsx'
import { EXPLOITATION_FORMS, type ExploitationForm, SEAT_KINDS, type SeatKind } from './seats.ts'
import type { NeededSeats, PlanTable, TablePlanned } from './table.schema.ts'
import { PARTY_KINDS } from './who-fills.ts'

type Body = Static<typeof PlanTable>
type Invitation = {
  readonly place: number
  readonly kind: SeatKind | ''
  readonly by: 'organisation' | 'mail' | 'nobody'
  readonly partyId: string
  /** The name of that party, when it came from the directory. */
  readonly partyName?: string
  readonly mail: string
  /** Put there by a press, to be filled in: the focus goes to it. */
  readonly isNew?: boolean
}

const newInvitation = (place: number): Invitation => ({ place, kind: '', by: 'organisation', partyId: '', mail: '' })
const nextPlace = (now: readonly Invitation[]): number => Math.max(0, ...now.map(({ place }) => place)) + 1

/** Her wish as it stands in the file, for who may read it there. */
const useStandingWish = (dossierId: string): InterestShown['wish'] => {
  const works = useHasFunction(INTEREST_FUNCTIONS)
  const interest = useAnswer<typeof InterestShown>(`/dossiers/${dossierId}/interests`, { enabled: works })
  return interest.data?.wish
}
const INTEREST_FUNCTIONS = ['care-coordinator', 'focal-officer', 'shelter-worker']

export const PlanTableForm = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const standing = useStandingWish(dossierId)
  const { data: session } = useSession()
  const [day, setDay] = useState('')
  // What is typed goes before what stands in the file.
  const [typed, setTyped] = useState<string | undefined>()
  const wish = typed ?? standing?.words ?? ''
  const [form, setForm] = useState<ExploitationForm | ''>('')
  const [invited, setInvited] = useState<readonly Invitation[]>([newInvitation(1)])
  const [tried, setTried] = useState(false)
  const plan = useSend<typeof PlanTable, typeof TablePlanned>(`/dossiers/${dossierId}/tables`, {
    refresh: ['/tables', `/dossiers/${dossierId}`],
  })
  const named = invited.filter(({ kind }) => kind !== '')
  const submit = (): void => {
    setTried(true)
    if (day === '' || wish.trim() === '' || !named.every(isWhole)) return
    plan.send({
      heldDate: day,
      wish: wish.trim(),
      ...(form === '' ? {} : { exploitation: form }),
      seats: named.flatMap(seatOf),
    })
  }
  const change = (place: number, part: Partial<Invitation>): void =>
    setInvited((now) => now.map((each) => (each.place === place ? { ...each, ...part } : each)))
  return (
    <Form label={words.plan} onSubmit={submit}>
      <TextArea
        label={words.wishField}
        hint={standing?.words === undefined ? words.wishHint : words.wishKnown(formatDay(standing.toldDate, language))}
        value={wish}
        error={tried && wish.trim() === '' ? words.missing.wish : undefined}
        onChange={setTyped}
      />
      <TextField
        type="date"
        width="short"
        label={words.day}
        value={day}
        error={tried && day === '' ? words.missing.day : undefined}
        onChange={setDay}
      />
      <Select
        label={words.form}
        choose={words.formUnknown}
        value={form}
        options={EXPLOITATION_FORMS.map((value) => ({ value, label: words.exploitation[value] }))}
        onChange={setForm}
      />
      <Needed
        dossierId={dossierId}
        own={session?.organisationId}
        onAsk={(kind, fills) => setInvited((now) => withSeat(now, kind, fills))}
      />
      <div className="stack stack--tight">
        <h3>{words.invite}</h3>
        <p className="soft">{words.inviteHint}</p>
      </div>
      {invited.map((each) => (
        <InvitationFields
          key={each.place}
          invitation={each}
          tried={tried}
          own={session?.organisationId}
          onChange={(part) => change(each.place, part)}
        />
      ))}
      <Actions>
        <Button onClick={() => setInvited((now) => [...now, newInvitation(nextPlace(now))])}>{words.addSeat}</Button>
      </Actions>
      <Refusal problem={plan.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={plan.busy}>
          {words.planSave}
        </Button>
      </Actions>
    </Form>
  )
}

type Fills = { readonly organisationId: string; readonly name: string }
/** One line more, or the empty one that is there: for a party that the directory names, or for one that is chosen there. */
const withSeat = (now: readonly Invitation[], kind: SeatKind, fills: Fills | undefined): readonly Invitation[] => [
  ...now.filter((each) => each.kind !== '' && each.kind !== kind),
  {
    ...newInvitation(nextPlace(now)),
    kind,
    ...(fills ? { partyId: fills.organisationId, partyName: fills.name } : { isNew: true }),
  },
]

/** The seats that this case needs by the rules, each with its why; whoever the directory names for it is asked with one press. */
const Needed = (props: {
  readonly dossierId: string
  readonly own: string | undefined
  readonly onAsk: (kind: SeatKind, fills: Fills | undefined) => void
}): ReactNode => {
  const words = useWords().caseTable
  const needed = useAnswer<typeof NeededSeats>(`/dossiers/${props.dossierId}/needed-seats`)
  const [asked, setAsked] = useState<readonly SeatKind[]>([])
  if (!needed.data) return null
  return (
    <div className="stack stack--tight">
      <h3>{words.needed}</h3>
      <Cards>
        {needed.data.seats.map(({ kind, why, fills }) => (
          <Card
            key={kind}
            title={words.seats[kind]}
            aside={
              asked.includes(kind) ? <Badge tone="accent">{fills ? words.willBeAsked : words.chooseBelow}</Badge> : null
            }
          >
            <Why why={why} fills={fills?.name} isEmpty />
            {asked.includes(kind) ? null : (
              <Actions>
                <Button
                  look="subtle"
                  onClick={() => {
                    setAsked((now) => [...now, kind])
                    props.onAsk(kind, fills)
                  }}
                >
                  {fills === undefined
                    ? words.askNobodyYet
                    : fills.organisationId === props.own
                      ? words.takeOwn
                      : words.askThis(fills.name)}
                  {fills ? null : <span className="visually-hidden">: {words.seats[kind]}</span>}
                </Button>
              </Actions>
            )}
          </Card>
        ))}
      </Cards>
    </div>
  )
}

const isWhole = ({ by, partyId, mail }: Invitation): boolean =>
  by === 'nobody' || (by === 'organisation' ? partyId !== '' : mail.trim() !== '')

const seatOf = ({ kind, by, partyId, mail }: Invitation): NonNullable<Body['seats']> => {
  if (kind === '') return []
  if (by === 'organisation') return [{ kind, partyId }]
  return [by === 'mail' ? { kind, mail: mail.trim().toLowerCase() } : { kind }]
}

const WAYS = ['organisation', 'mail', 'nobody'] as const

const InvitationFields = (props: {
  readonly invitation: Invitation
  readonly tried: boolean
  readonly own: string | undefined
  readonly onChange: (part: Partial<Invitation>) => void
}): ReactNode => {
  const words = useWords().caseTable
  const { invitation, tried, onChange } = props
  const { kind, by, partyId, mail, isNew } = invitation
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isNew) box.current?.querySelector<HTMLElement>('input:not([type="radio"])')?.focus()
  }, [isNew])
  return (
    <div className="invitation" ref={box}>
      <Select
        label={words.seat}
        choose={words.chooseSeat}
        value={kind}
        options={SEAT_KINDS.map((value) => ({ value, label: words.seats[value] }))}
        onChange={(value) => onChange({ kind: value })}
      />
      {kind === '' ? null : (
        <Choice
          lay="row"
          label={words.by}
          value={by}
          options={WAYS.map((value) => ({ value, label: words.byOptions[value] }))}
          onChange={(value) => onChange({ by: value })}
        />
      )}
      {kind !== '' && by === 'organisation' ? (
        <ChooseOrganisation
          label={words.organisation}
          // Somebody was named already: then it is said again, whoever it is.
          except={invitation.partyName ? undefined : props.own}
          kinds={PARTY_KINDS[kind]}
          {...(invitation.partyName ? { start: invitation.partyName } : {})}
          error={tried && partyId === '' ? words.missing.organisation : undefined}
          onChoose={(value) => onChange({ partyId: value })}
        />
      ) : null}
      {kind !== '' && by === 'mail' ? (
        <TextField
          type="email"
          label={words.mail}
          hint={words.mailHint}
          value={mail}
          error={tried && mail.trim() === '' ? words.missing.mail : undefined}
          onChange={(value) => onChange({ mail: value })}
        />
      ) : null}
    </div>
  )
}
