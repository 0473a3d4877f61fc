/** The conversation about consent: what was said, how the conversation went, and taking it back with one press. */
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import type { Static } from 'typebox'
import type {
  ConsentAnswerBody,
  ConsentBody,
  ConsentList,
  ConsentWithdrawn,
  EmptyBody,
} from '../access/access.schema.ts'
import { ANSWERS, PRESENT, shouldAskAgainAlone } from '../access/consent.ts'
import { AGE_GROUPS } from '../access/deciders.ts'
import { saidByHerself, WhoDecides, type WhoSaidIt, whoSaidItOf } from '../access/who-decides.screen.tsx'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { FreshFirst } from '../web/fresh-first.tsx'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Checkbox,
  Choice,
  Empty,
  Form,
  Notice,
  Refusal,
  Section,
  Select,
  Table,
  TextArea,
  TextField,
} from '../web/parts/index.ts'
import { useHasFunction } from '../web/session.ts'
import { CHAPTERS, type Chapter } from './chapter.ts'
import { ChooseOrganisation } from './choose.screen.tsx'
import { purposesFor } from './consent-purposes.ts'
import type { DossierShown } from './dossier.schema.ts'
import { DossierPage } from './dossier-page.screen.tsx'
import { useOrganisationName } from './names.screen.ts'
import { useOutsideParties } from './outside.screen.tsx'
import { today } from './today-here.screen.ts'

const route = getRouteApi('/signed-in/app/dossiers/$dossierId/toestemming')

type Consent = Static<typeof ConsentList>['consents'][number]
type Said = Static<typeof ConsentBody>['answer']
type Present = Static<typeof ConsentBody>['present'][number]
type AgeGroup = NonNullable<Static<typeof ConsentBody>['ageGroup']>

export const ConsentsScreen = (): ReactNode => {
  const words = useWords().dossier.consent
  const { dossierId } = route.useParams()
  const consents = useAnswer<typeof ConsentList>(`/dossiers/${dossierId}/consents`)
  const [said, setSaid] = useState<Said | undefined>()
  return (
    <DossierPage dossierId={dossierId} title={words.title} lead={words.lead}>
      {(dossier) => (
        <>
          <Section title={words.list}>
            <Answer
              of={consents}
              isEmpty={(answer) => answer.consents.length === 0}
              empty={<Empty title={words.empty} />}
            >
              {(answer) => <ConsentCards consents={answer.consents} dossier={dossier} />}
            </Answer>
          </Section>
          {consents.data?.readers ? <Readers readers={consents.data.readers} dossier={dossier} /> : null}
          {said ? (
            <Notice kind="done" announce>
              {words.saved[said]}
            </Notice>
          ) : null}
          {dossier.abilities.includes('record-consent') ? (
            <Section title={words.record} surface>
              <FreshFirst />
              {consents.data ? (
                <ConsentForm
                  dossierId={dossierId}
                  holder={dossier.holder.organisationId}
                  ageGroup={AGE_GROUPS.find((each) => each === consents.data.ageGroup)}
                  onDone={setSaid}
                />
              ) : null}
            </Section>
          ) : null}
        </>
      )}
    </DossierPage>
  )
}

type Reader = NonNullable<Static<typeof ConsentList>['readers']>[number]

/** Who may read what, each with its ground: her consent, or the law with its articles. The law is never called consent. */
const Readers = (props: { readonly readers: readonly Reader[]; readonly dossier: DossierShown }): ReactNode => {
  const words = useWords().dossier
  const texts = words.consent.readers
  const nameOf = useOrganisationName(usePartiesOf(props.dossier))
  const chapters: Readonly<Record<string, string>> = words.chapters
  return (
    <Section title={texts.title} lead={texts.lead}>
      <Table
        caption={texts.title}
        rows={props.readers}
        rowKey={(each) => `${each.who}${each.organisationId ?? ''}${each.purpose}${each.untilDate ?? ''}`}
        columns={[
          {
            key: 'who',
            name: texts.columns.who,
            cell: ({ who, organisationId }) =>
              who === 'partner' && organisationId ? nameOf(organisationId) : texts.who[who],
          },
          {
            key: 'what',
            name: texts.columns.what,
            cell: (each) => each.chapters.map((one) => chapters[one] ?? one).join(', ') || texts.what[each.who],
          },
          { key: 'ground', name: texts.columns.ground, cell: (each) => <OnGround reader={each} /> },
        ]}
      />
    </Section>
  )
}

const OnGround = ({ reader }: { readonly reader: Reader }): ReactNode => {
  const words = useWords().dossier.consent
  const { language } = useLanguage()
  if (reader.ground === 'law')
    return (
      <>
        <Badge tone="plain">{words.readers.law}</Badge> {reader.articles}
      </>
    )
  return (
    <>
      <Badge tone="done">{words.readers.consent}</Badge>{' '}
      {reader.untilDate ? words.until2(formatDay(reader.untilDate, language)) : ''}
    </>
  )
}

// One card per partner and purpose, as it was spoken of; within it each chapter with its own answer.
const ConsentCards = (props: { readonly consents: readonly Consent[]; readonly dossier: DossierShown }): ReactNode => {
  const nameOf = useOrganisationName(usePartiesOf(props.dossier))
  const now = props.consents.filter(({ replaced }) => !replaced)
  const groups = Map.groupBy(now, ({ partnerId, purpose, givenDate }) => `${partnerId} ${purpose} ${givenDate}`)
  return (
    <Cards>
      {[...groups].map(([key, consents]) => (
        <Conversation key={key} consents={consents} nameOf={nameOf} dossierId={props.dossier.dossierId} />
      ))}
    </Cards>
  )
}

const usePartiesOf = (dossier: DossierShown) => {
  const works = useHasFunction(['care-coordinator', 'focal-officer', 'shelter-worker'])
  const outside = useOutsideParties(dossier.dossierId, works && dossier.mine)
  return [dossier.holder, ...dossier.handovers.flatMap(({ from, to }) => [from, to]), ...outside]
}

const Conversation = (props: {
  readonly consents: readonly Consent[]
  readonly nameOf: (id: string) => string
  readonly dossierId: string
}): ReactNode => {
  const words = useWords().dossier.consent
  const { language } = useLanguage()
  const [first] = props.consents
  if (!first) return null
  const purpose = language === 'nl' ? first.purposeNl : (words.purposes[first.purpose] ?? first.purposeNl)
  const details = [
    words.givenOn(formatDay(first.givenDate, language)),
    words.languages[first.language] ?? first.language,
    words.others(
      first.present.map((each) => (words.presentKinds[each] ?? each).toLocaleLowerCase(language)).join(', '),
    ),
  ]
  const sayings = new Set(props.consents.flatMap(({ understood }) => understood ?? []))
  return (
    <Card title={`${props.nameOf(first.partnerId)}: ${purpose.toLocaleLowerCase(language)}`} meta={details.join(' · ')}>
      {[...sayings].map((said) => (
        <p key={said} className="chapter__note">
          “{said}”
        </p>
      ))}
      <ul className="answers">
        {props.consents.map((each) => (
          <OneAnswer key={each.consentId} consent={each} dossierId={props.dossierId} />
        ))}
      </ul>
      {props.consents.some(({ decidedBy }) => decidedBy?.some((each) => each !== 'herself')) ? (
        <p className="soft">
          {words.decidedBy}: {(first.decidedBy ?? []).map((each) => words.deciders[each] ?? each).join(', ')}
        </p>
      ) : null}
      {first.askAgainAlone ? (
        <p className="soft">
          {words.askAgainAlone} {first.askAgainDate ? words.askAgainOn(formatDay(first.askAgainDate, language)) : ''}
        </p>
      ) : null}
    </Card>
  )
}

const OneAnswer = ({ consent, dossierId }: { readonly consent: Consent; readonly dossierId: string }): ReactNode => {
  const words = useWords().dossier
  const { language } = useLanguage()
  const chapters: Readonly<Record<string, string>> = words.chapters
  const chapter = chapters[consent.chapter] ?? consent.chapter
  const until = consent.stands ? words.consent.until2(formatDay(consent.validUntilDate, language)) : ''
  return (
    <li>
      <span>
        <strong>{chapter}</strong> <Standing consent={consent} /> <span className="soft">{until}</span>
      </span>
      {consent.stands && consent.abilities.includes('withdraw-consent') ? (
        <Withdraw consentId={consent.consentId} dossierId={dossierId} chapter={chapter} />
      ) : null}
    </li>
  )
}

const Standing = ({ consent }: { readonly consent: Consent }): ReactNode => {
  const { standing } = useWords().dossier.consent
  const code = consent.withdrawnAt
    ? 'withdrawn'
    : consent.answer === 'given' && !consent.stands
      ? 'ended'
      : consent.answer
  return <Badge tone={code === 'given' ? 'done' : 'plain'}>{standing[code] ?? code}</Badge>
}

// One press and no question why: stopping is as easy as it can be.
const Withdraw = (props: {
  readonly consentId: string
  readonly dossierId: string
  readonly chapter: string
}): ReactNode => {
  const words = useWords().dossier.consent
  const withdraw = useSend<typeof EmptyBody, typeof ConsentWithdrawn>(`/consents/${props.consentId}/withdrawals`, {
    refresh: [`/dossiers/${props.dossierId}`],
  })
  return (
    <div>
      <Refusal problem={withdraw.refused} />
      <Button busy={withdraw.busy} onClick={() => withdraw.send({})}>
        {words.withdraw}
        <span className="visually-hidden">: {props.chapter}</span>
      </Button>
    </div>
  )
}

type Draft = WhoSaidIt & {
  readonly chapter: Chapter | ''
  readonly partnerId: string
  readonly purpose: string
  readonly answer: Said | ''
  readonly language: string
  readonly interpreterName: string
  readonly present: readonly Present[]
  readonly help: boolean
  readonly understood: string
  readonly givenDate: string
  readonly validUntilDate: string
  readonly askAgainDate: string
}
const EMPTY: Omit<Draft, 'givenDate' | keyof WhoSaidIt> = {
  ...{ chapter: '', partnerId: '', purpose: '', answer: '', language: '', interpreterName: '' },
  ...{ present: [], help: false, understood: '', validUntilDate: '' },
  askAgainDate: '',
}

type Missing = Partial<Record<keyof Draft, string>>
type MissingWords = ReturnType<typeof useWords>['dossier']['consent']['missing']

const missingIn = (draft: Draft, words: MissingWords): Missing => ({
  ...(draft.chapter === '' && { chapter: words.chapter }),
  ...(draft.partnerId === '' && { partnerId: words.partner }),
  ...(draft.purpose === '' && { purpose: words.purpose }),
  ...(draft.answer === '' && { answer: words.answer }),
  ...(draft.language === '' && { language: words.language }),
  ...(!draft.help && { help: words.help }),
  ...(draft.answer === 'given' && draft.understood.trim() === '' && { understood: words.understood }),
  ...(draft.answer === 'given' && draft.ageGroup === '' && { ageGroup: words.ageGroup }),
})

const bodyOf = (draft: Draft): Static<typeof ConsentBody> | undefined => {
  const { chapter, answer } = draft
  if (chapter === '' || answer === '') return undefined
  return {
    chapter,
    answer,
    partnerId: draft.partnerId,
    purpose: draft.purpose,
    language: draft.language,
    present: draft.present.length === 0 ? ['nobody-else'] : [...draft.present],
    helpDoesNotDependOnIt: draft.help,
    givenDate: draft.givenDate,
    ...(draft.interpreterName.trim() === '' ? {} : { interpreterName: draft.interpreterName.trim() }),
    ...(draft.understood.trim() === '' ? {} : { understood: draft.understood.trim() }),
    ...(draft.validUntilDate === '' ? {} : { validUntilDate: draft.validUntilDate }),
    ...whoSaidItOf(draft),
    ...(draft.askAgainDate === '' || !isPressed(draft.present) ? {} : { askAgainDate: draft.askAgainDate }),
  }
}

/** Was somebody there because of whom she is asked again? The rule of access, for which field to show. */
const isPressed = (present: readonly Present[]): boolean => shouldAskAgainAlone('given', present)

const ConsentForm = (props: {
  readonly dossierId: string
  readonly holder: string
  readonly ageGroup: AgeGroup | undefined
  readonly onDone: (said: Said | undefined) => void
}): ReactNode => {
  const words = useWords().dossier.consent
  const [draft, setDraft] = useState<Draft>(() => ({ ...EMPTY, ...saidByHerself(props.ageGroup), givenDate: today() }))
  const [missing, setMissing] = useState<Missing>({})
  const change = (part: Partial<Draft>): void => setDraft((now) => ({ ...now, ...part }))
  const sent = useRef<Draft>(undefined)
  const record = useSend<typeof ConsentBody, typeof ConsentAnswerBody>(`/dossiers/${props.dossierId}/consents`, {
    refresh: [`/dossiers/${props.dossierId}`],
    onDone: () => {
      const { chapter, answer } = sent.current ?? draft
      props.onDone(answer === '' ? undefined : answer)
      // One conversation is about several chapters: how it went stays, what it was about is asked again. Whoever went on to the
      // next chapter while this one was being kept finds that as it was.
      setDraft((now) => (now.chapter === chapter ? { ...now, chapter: '', answer: '' } : now))
    },
  })
  const submit = (): void => {
    const found = missingIn(draft, words.missing)
    setMissing(found)
    const body = bodyOf(draft)
    if (!body || Object.keys(found).length > 0) return
    sent.current = draft
    record.send(body)
  }
  return (
    <Form label={words.record} onSubmit={submit}>
      <AboutWhat draft={draft} missing={missing} change={change} holder={props.holder} dossierId={props.dossierId} />
      <WhoDecides said={draft} error={missing.ageGroup} change={change} />
      <HowItWent draft={draft} missing={missing} change={change} />
      <Refusal problem={record.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={record.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}

type PartProps = {
  readonly draft: Draft
  readonly missing: Missing
  readonly change: (part: Partial<Draft>) => void
}

const AboutWhat = ({
  draft,
  missing,
  change,
  holder,
  dossierId,
}: PartProps & { readonly holder: string; readonly dossierId: string }): ReactNode => {
  const { dossier: words, outside: outsideWords } = useWords()
  const works = useHasFunction(['care-coordinator', 'focal-officer', 'shelter-worker'])
  const outside = useOutsideParties(dossierId, works).filter(({ open }) => open)
  const [toOutside, setToOutside] = useState('')
  const purposes = draft.chapter === '' ? [] : purposesFor(draft.chapter)
  return (
    <>
      <Select
        label={words.consent.chapter}
        choose={words.consent.missing.chapter}
        error={missing.chapter}
        value={draft.chapter}
        options={CHAPTERS.map((value) => ({ value, label: words.chapters[value] }))}
        onChange={(chapter) => change({ chapter, purpose: keepPurpose(draft.purpose, chapter) })}
      />
      {toOutside === '' ? (
        <ChooseOrganisation
          label={words.consent.partner}
          hint={words.consent.partnerHint}
          error={missing.partnerId}
          plane="care"
          except={holder}
          onChoose={(partnerId) => change({ partnerId })}
        />
      ) : null}
      {outside.length === 0 ? null : (
        <Select
          label={outsideWords.partner}
          choose={outsideWords.partnerNone}
          value={toOutside}
          options={outside.map(({ organisationId, name }) => ({ value: organisationId, label: name }))}
          onChange={(partnerId) => {
            setToOutside(partnerId)
            change({ partnerId })
          }}
        />
      )}
      <Select
        label={words.consent.purpose}
        hint={words.consent.purposeHint}
        choose={words.consent.missing.purpose}
        error={missing.purpose}
        value={draft.purpose}
        options={purposes.map((value) => ({ value, label: words.consent.purposes[value] ?? value }))}
        onChange={(purpose) => change({ purpose })}
      />
      <Choice
        lay="row"
        label={words.consent.answer}
        error={missing.answer}
        value={draft.answer}
        options={ANSWERS.map((value) => ({ value, label: words.consent.answers[value] ?? value }))}
        onChange={(answer) => change({ answer })}
      />
    </>
  )
}

const keepPurpose = (purpose: string, chapter: Chapter): string =>
  purposesFor(chapter).some((each) => each === purpose) ? purpose : (purposesFor(chapter)[0] ?? '')

const HowItWent = ({ draft, missing, change }: PartProps): ReactNode => {
  const words = useWords().dossier.consent
  return (
    <>
      <h3>{words.conversation}</h3>
      <div className="columns">
        <Select
          label={words.language}
          choose={words.missing.language}
          error={missing.language}
          value={draft.language}
          options={Object.entries(words.languages).map(([value, label]) => ({ value, label }))}
          onChange={(language) => change({ language })}
        />
        <TextField
          label={words.interpreter}
          hint={words.interpreterHint}
          value={draft.interpreterName}
          onChange={(interpreterName) => change({ interpreterName })}
        />
      </div>
      <fieldset className="ticks">
        <legend>{words.present}</legend>
        {PRESENT.map((each) => (
          <Checkbox
            key={each}
            label={words.presentKinds[each] ?? each}
            checked={draft.present.includes(each)}
            onChange={(checked) => change({ present: withPresent(draft.present, each, checked) })}
          />
        ))}
      </fieldset>
      {isPressed(draft.present) && draft.answer === 'given' ? (
        <TextField
          type="date"
          label={words.askAgainDate}
          hint={words.askAgainHint}
          value={draft.askAgainDate}
          onChange={(askAgainDate) => change({ askAgainDate })}
        />
      ) : null}
      <TextArea
        label={words.understood}
        hint={words.understoodHint}
        error={missing.understood}
        rows={3}
        value={draft.understood}
        onChange={(understood) => change({ understood })}
      />
      <div className="columns">
        <TextField
          type="date"
          label={words.given}
          value={draft.givenDate}
          onChange={(givenDate) => change({ givenDate })}
        />
        <TextField
          type="date"
          label={words.until}
          hint={words.untilHint}
          value={draft.validUntilDate}
          onChange={(validUntilDate) => change({ validUntilDate })}
        />
      </div>
      <Checkbox
        label={<strong>{words.help}</strong>}
        {...(missing.help ? { hint: missing.help } : {})}
        checked={draft.help}
        onChange={(help) => change({ help })}
      />
    </>
  )
}

// "Nobody" and somebody exclude each other.
const withPresent = (present: readonly Present[], each: Present, checked: boolean): readonly Present[] => {
  if (!checked) return present.filter((one) => one !== each)
  if (each === 'nobody-else') return ['nobody-else']
  return [...present.filter((one) => one !== 'nobody-else'), each]
}
