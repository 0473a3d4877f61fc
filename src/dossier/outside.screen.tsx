/** The sender's side of a handover to a party without an account. That the file stays here is said first. */
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
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
  Facts,
  Form,
  Notice,
  Phone,
  Refusal,
  Section,
  Select,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import { OUTSIDE_LANGUAGE_NAMES, OUTSIDE_LANGUAGES, type OutsideLanguage } from '../words/outside.ts'
import { CHAPTERS } from './chapter.ts'
import { CopyButton } from './copy.screen.tsx'
import { COUNTRIES, type Country, HOME_COUNTRY, isOutsideGdpr } from './countries.ts'
import type { DossierShown, Made } from './dossier.schema.ts'
import type {
  MakeOutsideLink,
  NameOutside,
  OutsideChanged,
  OutsideCodeMade,
  OutsideLinkMade,
  OutsideList,
  OutsideShown,
  RenewOutsideCode,
  SettleOutside,
  WithdrawOutside,
} from './outside.schema.ts'
import { OUTSIDE_BECOMES, OUTSIDE_KINDS, OUTSIDE_WITHDRAWALS, type OutsidePartyKind } from './outside.ts'

type Listed = Static<typeof OutsideList>
const pathOf = (dossierId: string): string => `/dossiers/${dossierId}/outside-handovers`
/** Every five seconds: a receipt comes from somebody who is on the telephone now. */
const AGAIN_MS = 5_000
const RUNNING = ['named', 'made', 'opened', 'received']

const useCountry = (): ((code: string) => string) => {
  const { language } = useLanguage()
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' })
  return (code) => names.of(code) ?? code
}

/** The parties without an account that are named for this file: whom she can be asked about. */
export const useOutsideParties = (
  dossierId: string,
  enabled: boolean,
): readonly { readonly organisationId: string; readonly name: string; readonly open: boolean }[] => {
  const list = useAnswer<typeof OutsideList>(pathOf(dossierId), { enabled })
  return (list.data?.outsideHandovers ?? []).flatMap(({ outsideHandoverId, party, stage }) =>
    party ? [{ organisationId: outsideHandoverId, name: party.name, open: RUNNING.includes(stage) }] : [],
  )
}

export const OutsideHandovers = ({ dossier }: { readonly dossier: DossierShown }): ReactNode => {
  const words = useWords().outside
  const list = useAnswer<typeof OutsideList>(pathOf(dossier.dossierId), { everyMs: AGAIN_MS })
  return (
    <Section title={words.title} lead={words.lead} surface>
      <Answer of={list}>{(answer) => <Listing list={answer} dossierId={dossier.dossierId} />}</Answer>
    </Section>
  )
}

const Listing = ({ list, dossierId }: { readonly list: Listed; readonly dossierId: string }): ReactNode => {
  const words = useWords().outside
  const now = list.outsideHandovers.filter(({ stage }, place) => place === 0 || RUNNING.includes(stage))
  const earlier = list.outsideHandovers.filter((each) => !now.includes(each))
  return (
    <>
      {now.length === 0 ? <p className="soft">{words.none}</p> : null}
      {now.map((each) => (
        <One key={each.outsideHandoverId} outside={each} central={list.central} />
      ))}
      {list.abilities.includes('name-outside-party') ? (
        <NameParty dossierId={dossierId} more={list.outsideHandovers.length > 0} />
      ) : null}
      {earlier.length === 0 ? null : (
        <>
          <h3>{words.earlier}</h3>
          <Cards>
            {earlier.map((each) => (
              <Card
                key={each.outsideHandoverId}
                title={each.party?.name ?? words.kinds[each.partyKind] ?? each.partyKind}
                aside={<Badge>{words.stages[each.stage] ?? each.stage}</Badge>}
                tone="done"
              />
            ))}
          </Cards>
        </>
      )}
    </>
  )
}

type OneProps = { readonly outside: OutsideShown }

const One = ({ outside, central }: OneProps & { readonly central: Listed['central'] }): ReactNode => {
  const words = useWords().outside
  const can = (ability: string) => outside.abilities.includes(ability)
  // Shown once: it stays while this screen stays, also when the list is read again.
  const [made, setMade] = useState<Static<typeof OutsideLinkMade> | undefined>()
  const isDone = outside.stage === 'received' || outside.stage === 'settled'
  return (
    <div className="stack">
      <h3>
        {outside.party?.name ?? words.kinds[outside.partyKind]}{' '}
        <Badge tone={outside.shut ? 'attention' : isDone ? 'done' : 'accent'}>
          {words.stages[outside.stage] ?? outside.stage}
        </Badge>
      </h3>
      {outside.shut ? (
        <Notice kind="attention" title={words.shut} announce>
          <p>{words.shutWhy}</p>
        </Notice>
      ) : null}
      <Notice kind={isDone ? 'done' : 'info'} title={words.said[outside.stage] ?? ''} />
      <HowItStands outside={outside} />
      {isOutsideGdpr(outside.country) && outside.stage === 'named' ? (
        <Notice kind="attention" title={words.outsideEu}>
          <p>{words.outsideEuWhy}</p>
        </Notice>
      ) : null}
      {outside.country === HOME_COUNTRY ? null : <Points outside={outside} central={central} />}
      {made ? <Once token={made.token} code={made.code} /> : null}
      {can('make-outside-link') ? <MakeLink outside={outside} onMade={setMade} /> : null}
      {can('renew-outside-code') ? <NewCode outside={outside} /> : null}
      {can('settle-outside') ? <Settle outside={outside} /> : null}
      {can('withdraw-outside') ? <Withdraw outside={outside} /> : null}
    </div>
  )
}

const HowItStands = ({ outside }: OneProps): ReactNode => {
  const words = useWords()
  const texts = words.outside
  const { language } = useLanguage()
  const countryOf = useCountry()
  const on = (day: string) => formatDay(day, language)
  const { party } = outside
  const agreed = CHAPTERS.filter((each) => outside.agreed.includes(each)).map((each) => words.dossier.chapters[each])
  const where = outside.openUntilDate && !outside.receivedDate ? on(outside.openUntilDate) : undefined
  const rows = [
    {
      key: 'party',
      name: texts.party,
      value: [texts.kinds[outside.partyKind], party?.function, countryOf(outside.country)].filter(Boolean).join(', '),
    },
    ...(party ? [{ key: 'phone', name: texts.called, value: <Phone number={party.phone} of={party.name} /> }] : []),
    { key: 'agreed', name: texts.agreed, value: agreed.length === 0 ? texts.agreedNone : agreed.join(', ') },
    ...(where ? [{ key: 'until', name: texts.until, value: where }] : []),
    ...(outside.openedDate ? [{ key: 'opened', name: texts.opened, value: on(outside.openedDate) }] : []),
    ...(outside.receivedDate
      ? [
          {
            key: 'received',
            name: texts.received,
            value: texts.receivedBy(on(outside.receivedDate), outside.receivedBy ?? ''),
          },
        ]
      : []),
    ...(outside.readUntilDate && outside.abilities.length > 0
      ? [
          { key: 'readUntil', name: texts.readUntil, value: on(outside.readUntilDate) },
          { key: 'readsLeft', name: texts.readsLeft, value: String(outside.readsLeft) },
        ]
      : []),
    ...(outside.reason
      ? [{ key: 'reason', name: texts.reason, value: texts.reasons[outside.reason] ?? outside.reason }]
      : []),
    ...(outside.becomes
      ? [{ key: 'becomes', name: texts.becomesName, value: texts.becomes[outside.becomes] ?? outside.becomes }]
      : []),
  ]
  return <Facts rows={rows} />
}

const Points = ({ outside, central }: OneProps & { readonly central: Listed['central'] }): ReactNode => {
  const words = useWords().outside
  const country = useCountry()(outside.country)
  return (
    <div className="stack stack--tight">
      <h4>{words.points(country)}</h4>
      {outside.points.length === 0 ? (
        <p>
          {words.pointsNone}{' '}
          <a href={central.web} rel="noreferrer">
            {central.name}
          </a>
        </p>
      ) : (
        <>
          <p className="soft">{words.pointsLead}</p>
          <ul>
            {outside.points.map((each) => (
              <li key={each.web}>
                <a href={each.web} rel="noreferrer">
                  {each.name}
                </a>{' '}
                ({words.pointKinds[each.is] ?? each.is}; {words.known(each.year)})
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

type MakeProps = OneProps & { readonly onMade: (made: Static<typeof OutsideLinkMade>) => void }
const MakeLink = ({ outside, onMade }: MakeProps): ReactNode => {
  const words = useWords().outside
  const [called, setCalled] = useState(false)
  const [tried, setTried] = useState(false)
  const { outsideHandoverId, dossierId } = outside
  const make = useSend<typeof MakeOutsideLink, typeof OutsideLinkMade>(
    `/outside-handovers/${outsideHandoverId}/links`,
    {
      refresh: [pathOf(dossierId)],
      onDone: onMade,
    },
  )
  return (
    <>
      {outside.agreed.length === 0 ? (
        <p>
          <Link to="/app/dossiers/$dossierId/toestemming" params={{ dossierId }}>
            {words.askConsent}
          </Link>
        </p>
      ) : null}
      <FreshFirst />
      <Form
        label={words.make}
        onSubmit={() => {
          setTried(true)
          if (called) make.send({ calledFirst: true })
        }}
      >
        <p className="soft">{words.makeLead}</p>
        <Checkbox
          label={words.calledFirst}
          checked={called}
          onChange={setCalled}
          error={tried && !called ? words.calledMissing : undefined}
        />
        <Refusal problem={make.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={make.busy}>
            {words.make}
          </Button>
        </Actions>
      </Form>
    </>
  )
}

const Once = (props: { readonly token: string; readonly code: string }): ReactNode => {
  const words = useWords().outside
  const address = `${window.location.origin}/ontvangst/${encodeURIComponent(props.token)}`
  return (
    <Notice kind="attention" title={words.link} announce>
      <p>{words.linkWhy}</p>
      <p className="once">{address}</p>
      <Actions>
        <CopyButton text={address} label={words.copyLink} />
      </Actions>
      <p>{words.codeName}</p>
      <p className="once">{props.code}</p>
    </Notice>
  )
}

const NewCode = ({ outside }: OneProps): ReactNode => {
  const words = useWords().outside
  const renew = useSend<typeof RenewOutsideCode, typeof OutsideCodeMade>(
    `/outside-handovers/${outside.outsideHandoverId}/codes`,
    { refresh: [pathOf(outside.dossierId)] },
  )
  return (
    <>
      {renew.answer ? (
        <Notice kind="attention" title={words.newCode} announce>
          <p className="once">{renew.answer.code}</p>
        </Notice>
      ) : null}
      <Refusal problem={renew.refused} />
      <Actions>
        <Button
          look={outside.shut ? 'primary' : 'secondary'}
          busy={renew.busy}
          onClick={() => renew.send({ calledFirst: true })}
        >
          {words.renew}
        </Button>
      </Actions>
    </>
  )
}

type Becomes = (typeof OUTSIDE_BECOMES)[number]
const Settle = ({ outside }: OneProps): ReactNode => {
  const words = useWords().outside
  const [becomes, setBecomes] = useState<Becomes>('stays')
  const settle = useSend<typeof SettleOutside, typeof OutsideChanged>(
    `/outside-handovers/${outside.outsideHandoverId}/decisions`,
    { refresh: [pathOf(outside.dossierId)] },
  )
  return (
    <Form label={words.settle} onSubmit={() => settle.send({ becomes })}>
      <Choice
        label={words.settle}
        hint={words.settleLead}
        value={becomes}
        options={OUTSIDE_BECOMES.map((value) => ({ value, label: words.becomes[value] ?? value }))}
        onChange={setBecomes}
      />
      <Refusal problem={settle.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={settle.busy}>
          {words.settleSave}
        </Button>
      </Actions>
    </Form>
  )
}

type Reason = (typeof OUTSIDE_WITHDRAWALS)[number]
const Withdraw = ({ outside }: OneProps): ReactNode => {
  const words = useWords().outside
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState<Reason | ''>('')
  const [tried, setTried] = useState(false)
  const withdraw = useSend<typeof WithdrawOutside, typeof OutsideChanged>(
    `/outside-handovers/${outside.outsideHandoverId}/withdrawals`,
    { refresh: [pathOf(outside.dossierId)] },
  )
  const label = outside.stage === 'named' ? words.takeBack : words.withdraw
  if (!asking)
    return (
      <Actions>
        <Button opens="withdraw-outside" onClick={() => setAsking(true)}>
          {label}
        </Button>
      </Actions>
    )
  return (
    <Unfolded by="withdraw-outside" onLeave={() => setAsking(false)}>
      <Form
        label={label}
        onSubmit={() => {
          setTried(true)
          if (reason !== '') withdraw.send({ reason })
        }}
      >
        <Choice
          label={words.withdrawWhy}
          value={reason}
          options={OUTSIDE_WITHDRAWALS.map((value) => ({ value, label: words.reasons[value] ?? value }))}
          onChange={setReason}
          error={tried && reason === '' ? words.chooseReason : undefined}
        />
        <Refusal problem={withdraw.refused} />
        <Actions>
          <Button type="submit" busy={withdraw.busy}>
            {label}
          </Button>
        </Actions>
      </Form>
    </Unfolded>
  )
}

type Draft = {
  readonly kind: OutsidePartyKind | ''
  readonly name: string
  readonly function: string
  readonly phone: string
  readonly country: Country
  readonly language: OutsideLanguage
}
const EMPTY: Draft = { kind: '', name: '', function: '', phone: '', country: HOME_COUNTRY, language: 'nl' }

const NameParty = ({ dossierId, more }: { readonly dossierId: string; readonly more: boolean }): ReactNode => {
  const outside = useWords().outside
  const words = { ...outside, name: more ? outside.another : outside.name }
  const countryOf = useCountry()
  const [asking, setAsking] = useState(false)
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))
  const name = useSend<typeof NameOutside, ReturnType<typeof Made>>(pathOf(dossierId), {
    refresh: [pathOf(dossierId)],
    onDone: () => {
      setDraft(EMPTY)
      setTried(false)
      setAsking(false)
    },
  })
  if (!asking)
    return (
      <Actions>
        <Button opens="name-outside" onClick={() => setAsking(true)}>
          {words.name}
        </Button>
      </Actions>
    )
  const missing = (field: 'kind' | 'name' | 'function' | 'phone') =>
    tried && draft[field].trim() === '' ? words.missing[field] : undefined
  const submit = () => {
    setTried(true)
    const { kind } = draft
    const texts = { name: draft.name.trim(), function: draft.function.trim(), phone: draft.phone.trim() }
    if (kind === '' || Object.values(texts).includes('')) return
    name.send({ kind, ...texts, country: draft.country, language: draft.language })
  }
  return (
    <Unfolded by="name-outside" onLeave={() => setAsking(false)}>
      <Form label={words.name} onSubmit={submit}>
        <p className="soft">{words.nameLead}</p>
        <Select
          label={words.kind}
          choose={words.missing.kind}
          error={missing('kind')}
          value={draft.kind}
          options={OUTSIDE_KINDS.map((value) => ({ value, label: words.kinds[value] ?? value }))}
          onChange={(kind) => change({ kind })}
        />
        <TextField
          label={words.partyName}
          maxLength={120}
          error={missing('name')}
          value={draft.name}
          onChange={(text) => change({ name: text })}
        />
        <TextField
          label={words.function}
          hint={words.functionHint}
          maxLength={80}
          error={missing('function')}
          value={draft.function}
          onChange={(text) => change({ function: text })}
        />
        <Select
          label={words.country}
          value={draft.country}
          options={COUNTRIES.map((value) => ({ value, label: countryOf(value) })).toSorted((a, b) =>
            a.label.localeCompare(b.label),
          )}
          onChange={(country) => change({ country, language: country === HOME_COUNTRY ? 'nl' : 'en' })}
        />
        <TextField
          label={words.phone}
          hint={words.phoneHint}
          type="tel"
          maxLength={40}
          error={missing('phone')}
          value={draft.phone}
          onChange={(phone) => change({ phone })}
        />
        <Choice
          lay="row"
          label={words.language}
          hint={words.languageHint}
          value={draft.language}
          options={OUTSIDE_LANGUAGES.map((value) => ({ value, label: OUTSIDE_LANGUAGE_NAMES[value] }))}
          onChange={(language) => change({ language })}
        />
        <Refusal problem={name.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={name.busy}>
            {words.save}
          </Button>
        </Actions>
      </Form>
    </Unfolded>
  )
}
