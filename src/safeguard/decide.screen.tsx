/** Taking a decision: what and why first, then what rubs, read before the rest; then on which wish it leans, what it does and what else there was. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { ChooseOrganisation } from '../dossier/choose.screen.tsx'
import { useAsked, useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Button,
  Checkbox,
  Choice,
  Form,
  Notice,
  Refusal,
  Select,
  TextArea,
} from '../web/parts/index.ts'
import { ConflictList } from './conflicts.screen.tsx'
import {
  ACCORDS,
  type Accords,
  BECAUSE,
  type Because,
  DECIDED_BY,
  DECISION_KINDS,
  type DecidedBy,
  type DecisionKind,
  WISH_ABSENT,
  type WishAbsent,
} from './interest.ts'
import type {
  CheckConflicts,
  ConflictsFound,
  DecisionShown,
  DecisionTaken,
  InterestShown,
  StateInterest,
  TakeDecision,
} from './safeguard.schema.ts'

type Draft = {
  readonly kind: DecisionKind | ''
  readonly receiver: string
  readonly because: readonly Because[]
  readonly danger: boolean
  readonly accords: Accords | ''
  readonly decidedBy: DecidedBy | ''
  readonly wishAbsent: WishAbsent | ''
  readonly effect: string
  readonly alternatives: string
  /** The conflicts that were on the screen when the reader said that they were read. */
  readonly seen: readonly string[] | undefined
}
const EMPTY: Draft = {
  ...{ kind: '', receiver: '', because: [], danger: false, accords: '', decidedBy: '', wishAbsent: '', effect: '' },
  ...{ alternatives: '', seen: undefined },
}
type Change = (part: Partial<Draft>) => void
type PartProps = { readonly draft: Draft; readonly tried: boolean; readonly change: Change }
type Shown = { readonly interest: InterestShown; readonly dossierId: string; readonly onDone: () => void }

const refreshOf = (dossierId: string): readonly string[] => [`/dossiers/${dossierId}/interests`, '/second-looks']

/** The statement when it is whole; the screen says meanwhile what is missing. */
const statementOf = (
  draft: Draft,
  wishId: string | undefined,
): NonNullable<Static<typeof TakeDecision>['statement']> | undefined => {
  const { decidedBy, wishAbsent } = draft
  const accords = wishId === undefined ? 'wish-unknown' : draft.accords
  if (accords === '' || decidedBy === '') return undefined
  const [effect, alternatives] = [draft.effect.trim(), draft.alternatives.trim()]
  if (decidedBy !== 'herself' && (effect === '' || alternatives === '')) return undefined
  if (wishId === undefined && wishAbsent === '') return undefined
  const leansOn = wishId === undefined ? { wishAbsent: wishAbsent as WishAbsent } : { wishId }
  return { accords, decidedBy, effect, alternatives, ...leansOn }
}

export const DecideForm = ({ interest, dossierId, onDone }: Shown): ReactNode => {
  const words = useWords().interest.decisions
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const [tried, setTried] = useState(false)
  const change: Change = (part) => setDraft((now) => ({ ...now, ...part }))
  const wishId = interest.wish?.wishId
  const take = useSend<typeof TakeDecision, typeof DecisionTaken>(`/dossiers/${dossierId}/interest-decisions`, {
    refresh: refreshOf(dossierId),
    onDone,
  })
  const submit = (): void => {
    setTried(true)
    const { kind, receiver, because, danger, seen } = draft
    if (kind === '' || because.length === 0 || (kind === 'hand-over' && receiver === '')) return
    const statement = statementOf(draft, wishId)
    const what = { kind, because: [...because], ...(kind === 'hand-over' ? { receiverId: receiver } : {}) }
    if (danger) take.send({ ...what, danger })
    else if (statement && seen) take.send({ ...what, statement, seenConflicts: [...seen] })
  }
  return (
    <Form label={words.take} onSubmit={submit}>
      <Select
        label={words.kind}
        choose={words.missing.kind}
        error={tried && draft.kind === '' ? words.missing.kind : undefined}
        value={draft.kind}
        options={useOptions('kinds', DECISION_KINDS)}
        onChange={(kind) => change({ kind, receiver: '', seen: undefined })}
      />
      {draft.kind === 'hand-over' ? <Receiver draft={draft} tried={tried} change={change} /> : null}
      <Reasons draft={draft} tried={tried} change={change} />
      <Rubs draft={draft} tried={tried} change={change} kind={draft.kind} dossierId={dossierId} />
      <Checkbox
        label={words.danger}
        hint={words.dangerHint}
        checked={draft.danger}
        onChange={(danger) => change({ danger })}
      />
      {draft.danger ? null : <StatementPart draft={draft} tried={tried} change={change} wish={interest.wish} />}
      <Refusal problem={take.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={take.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}

/** Stating afterwards what was owed. */
export const StateForm = (props: Shown & { readonly decision: DecisionShown }): ReactNode => {
  const { interest, dossierId, decision, onDone } = props
  const words = useWords().interest.decisions
  const said = BECAUSE.filter((each) => decision.because.includes(each))
  const [draft, setDraft] = useState<Draft>({ ...EMPTY, kind: decision.kind, because: said })
  const [tried, setTried] = useState(false)
  const change: Change = (part) => setDraft((now) => ({ ...now, ...part }))
  const state = useSend<typeof StateInterest, typeof DecisionTaken>(
    `/interest-decisions/${decision.decisionId}/statements`,
    { refresh: refreshOf(dossierId), onDone },
  )
  const submit = (): void => {
    setTried(true)
    const statement = statementOf(draft, interest.wish?.wishId)
    if (!statement || !draft.seen || draft.because.length === 0) return
    state.send({ because: [...draft.because], statement, seenConflicts: [...draft.seen] })
  }
  return (
    <Form label={words.state} onSubmit={submit}>
      <Reasons draft={draft} tried={tried} change={change} />
      <Rubs draft={draft} tried={tried} change={change} kind={decision.kind} dossierId={dossierId} />
      <StatementPart draft={draft} tried={tried} change={change} wish={interest.wish} />
      <Refusal problem={state.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={state.busy}>
          {words.saveStatement}
        </Button>
      </Actions>
    </Form>
  )
}

const Receiver = ({ draft, tried, change }: PartProps): ReactNode => {
  const words = useWords().dossier.handover
  return (
    <ChooseOrganisation
      label={words.receiver}
      hint={words.receiverHint}
      plane="care"
      onChoose={(receiver) => change({ receiver })}
      error={tried && draft.receiver === '' ? words.chooseReceiver : undefined}
    />
  )
}

type Group = 'kinds' | 'because' | 'accords' | 'decidedBy' | 'wishAbsent'
const useOptions = <V extends string>(group: Group, values: readonly V[]) => {
  const words: Readonly<Record<string, string>> = useWords().interest[group]
  return values.map((value) => ({ value, label: words[value] ?? value }))
}

const Reasons = ({ draft, tried, change }: PartProps): ReactNode => {
  const words = useWords().interest
  return (
    <fieldset className="ticks">
      <legend>{words.decisions.because}</legend>
      {tried && draft.because.length === 0 ? <p className="field__error">{words.decisions.missing.because}</p> : null}
      {BECAUSE.map((each) => (
        <Checkbox
          key={each}
          label={words.because[each]}
          checked={draft.because.includes(each)}
          onChange={(checked) =>
            change({
              because: checked ? [...draft.because, each] : draft.because.filter((one) => one !== each),
              seen: undefined,
            })
          }
        />
      ))}
    </fieldset>
  )
}

type RubProps = PartProps & { readonly kind: DecisionKind | ''; readonly dossierId: string }

// Asked as soon as it is known what is decided and why, and again when the answer to "as wished" changes what rubs.
const Rubs = ({ kind, dossierId, ...part }: RubProps): ReactNode => {
  const { because, accords } = part.draft
  if (kind === '' || because.length === 0) return null
  const asked = { kind, because: [...because], ...(accords === '' ? {} : { accords }) }
  return <Conflicts {...part} asked={asked} dossierId={dossierId} />
}

const Conflicts = (
  props: PartProps & { readonly asked: Static<typeof CheckConflicts>; readonly dossierId: string },
): ReactNode => {
  const { draft, tried, change, asked, dossierId } = props
  const words = useWords().interest.decisions
  const found = useAsked<typeof CheckConflicts, typeof ConflictsFound>(`/dossiers/${dossierId}/conflict-checks`, asked)
  return (
    <Answer of={found}>
      {({ conflicts }) => {
        const ids = conflicts.map(({ conflictId }) => conflictId)
        const read = draft.seen !== undefined && ids.every((each) => draft.seen?.includes(each))
        return (
          <Notice kind={conflicts.length > 0 ? 'attention' : 'info'} title={words.conflicts} announce>
            {conflicts.length > 0 ? <ConflictList conflicts={conflicts} /> : <p>{words.noConflicts}</p>}
            <Checkbox
              label={words.read}
              checked={read}
              onChange={(checked) => change({ seen: checked ? ids : undefined })}
              error={tried && !read && !draft.danger ? words.missing.read : undefined}
            />
          </Notice>
        )
      }}
    </Answer>
  )
}

const StatementPart = (props: PartProps & { readonly wish: InterestShown['wish'] }): ReactNode => {
  const { draft, tried, change, wish } = props
  const words = useWords().interest.decisions
  const options = {
    accords: useOptions('accords', ACCORDS).filter(({ value }) => value !== 'wish-unknown'),
    absent: useOptions('wishAbsent', WISH_ABSENT),
    // The choice is there only when it is as was wished: somebody else decides what is not.
    deciders: useOptions('decidedBy', DECIDED_BY).filter(
      ({ value }) => value !== 'herself' || draft.accords === 'as-wished',
    ),
  }
  const mayBeEmpty = draft.decidedBy === 'herself'
  const needs = (text: string, missing: string) => (tried && !mayBeEmpty && text.trim() === '' ? missing : undefined)
  const hint = mayBeEmpty ? { hint: words.mayStayEmpty } : {}
  return (
    <>
      {wish ? (
        <>
          <Notice title={words.leanOn}>
            <blockquote className="wish" lang={wish.language} dir="auto">
              {wish.words}
            </blockquote>
          </Notice>
          <Choice
            lay="row"
            label={words.accords}
            error={tried && draft.accords === '' ? words.missing.accords : undefined}
            value={draft.accords}
            options={options.accords}
            onChange={(accords) =>
              change({
                accords,
                ...(accords !== 'as-wished' && draft.decidedBy === 'herself' ? { decidedBy: '' as const } : {}),
              })
            }
          />
        </>
      ) : (
        <Choice
          lay="row"
          label={words.noWish}
          error={tried && draft.wishAbsent === '' ? words.missing.noWish : undefined}
          value={draft.wishAbsent}
          options={options.absent}
          onChange={(wishAbsent) => change({ wishAbsent, accords: 'wish-unknown' })}
        />
      )}
      <Choice
        lay="row"
        label={words.decidedBy}
        error={tried && draft.decidedBy === '' ? words.missing.decidedBy : undefined}
        value={draft.decidedBy}
        options={options.deciders}
        onChange={(decidedBy) => change({ decidedBy })}
      />
      <TextArea
        label={words.effect}
        {...hint}
        error={needs(draft.effect, words.missing.effect)}
        rows={2}
        value={draft.effect}
        onChange={(effect) => change({ effect })}
      />
      <TextArea
        label={words.alternatives}
        {...hint}
        error={needs(draft.alternatives, words.missing.alternatives)}
        rows={2}
        value={draft.alternatives}
        onChange={(alternatives) => change({ alternatives })}
      />
    </>
  )
}
