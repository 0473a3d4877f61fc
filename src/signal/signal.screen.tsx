/** One signal: what was recorded, whether looking is allowed, and the look-up that gives nothing away. */
import './new-signal.css'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import type { EmptyBody, GroundList, GroundWithdrawn } from '../access/access.schema.ts'
import { GroundForm } from '../access/ground.screen.tsx'
import type { Made, OpenDossier } from '../dossier/dossier.schema.ts'
import { LookUp } from '../linkage/look-up.screen.tsx'
import { ThingLookUp } from '../linkage/thing-look-up.screen.tsx'
import { isNotForMe, useAnswer, useSend } from '../web/api.ts'
import { formatCountry, formatDay, formatMoment, formatPartialDay } from '../web/dates.ts'
import { type Language, useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  ButtonLink,
  Card,
  Cards,
  type FactRow,
  Facts,
  Notice,
  Page,
  Refusal,
  Section,
} from '../web/parts/index.ts'
import type { SignalShown } from './signal.schema.ts'
import { signalName } from './signals.screen.tsx'

type SignalView = Static<typeof SignalShown>
type Things = NonNullable<SignalView['things']>
type GroundView = Static<typeof GroundList>['grounds'][number]

const route = getRouteApi('/signed-in/app/signalen/$signalId')

export const SignalScreen = (): ReactNode => {
  const words = useWords().signal
  const { signalId } = route.useParams()
  const signal = useAnswer<typeof SignalShown>(`/signals/${signalId}`)
  const title = signal.data ? signalName(signal.data, words.list) : words.detail.title
  return (
    <Page title={title} back={{ to: '/app/signalen', label: words.detail.back }}>
      <Answer of={signal}>
        {(answer) => (
          <>
            <Recorded signal={answer} />
            <ItsDossier signal={answer} />
            {answer.erased ? null : (
              <Looking signalId={signalId} things={answer.things ?? []} born={answer.person?.birthDate} />
            )}
          </>
        )}
      </Answer>
    </Page>
  )
}

const Recorded = ({ signal }: { readonly signal: SignalView }): ReactNode => {
  const {
    signal: words,
    network: { kinds },
  } = useWords()
  const { language } = useLanguage()
  const stages: Readonly<Record<string, string>> = words.stages
  return (
    <Section title={words.detail.facts} surface aside={<Badge>{stages[signal.stage] ?? signal.stage}</Badge>}>
      <Facts rows={[...thingRows(signal, kinds), ...rowsOf(signal, words, language)]} />
      {signal.freeText ? (
        <details className="details">
          <summary>{words.detail.text}</summary>
          <div className="message">{signal.freeText}</div>
        </details>
      ) : null}
    </Section>
  )
}

/** The way on: to the file that this signal belongs to, or to opening one. */
const ItsDossier = ({ signal }: { readonly signal: SignalView }): ReactNode => {
  const words = useWords().signal.detail
  if (signal.dossierId !== undefined) {
    return (
      <Actions>
        <ButtonLink to="/app/dossiers/$dossierId" params={{ dossierId: signal.dossierId }} look="secondary">
          {words.openDossier}
        </ButtonLink>
      </Actions>
    )
  }
  return signal.abilities.includes('open-dossier') ? <OpenDossierButton signalId={signal.signalId} /> : null
}

/** What the signal holds goes along: nothing is typed twice. */
const OpenDossierButton = ({ signalId }: { readonly signalId: string }): ReactNode => {
  const words = useWords().signal.detail
  const navigate = useNavigate()
  const opening = useSend<typeof OpenDossier, ReturnType<typeof Made>>('/dossiers', {
    refresh: ['/dossiers', '/signals'],
    onDone: ({ dossierId }) => void (dossierId && navigate({ to: '/app/dossiers/$dossierId', params: { dossierId } })),
  })
  return (
    <>
      <Refusal problem={opening.refused} />
      <Actions>
        <Button busy={opening.busy} onClick={() => opening.send({ signalId })}>
          {words.makeDossier}
        </Button>
      </Actions>
    </>
  )
}

type SignalWords = ReturnType<typeof useWords>['signal']

const rowsOf = (signal: SignalView, words: SignalWords, language: Language): readonly FactRow[] => {
  const names: Readonly<Record<string, string>> = words.fields
  const forms: Readonly<Record<string, string>> = words.exploitation
  const sources: Readonly<Record<string, string>> = words.sources
  const person = Object.entries(signal.person ?? {}).map(([key, value]) => ({
    key,
    name: names[key] ?? key,
    value: shownValue(key, value, language),
  }))
  const facts = (signal.facts ?? []).map(({ field, value }) => ({
    key: field,
    name: names[field] ?? field,
    value: field === 'permit-until' ? formatPartialDay(value, language) : (words.values[value] ?? value),
  }))
  return [
    ...person,
    ...facts,
    {
      key: 'exploitation-form',
      name: words.fields.exploitation,
      value: forms[signal.exploitation] ?? signal.exploitation,
    },
    ...(signal.happened
      ? [{ key: 'happened', name: words.fields.happened, value: formatPartialDay(signal.happened, language) }]
      : []),
    { key: 'recorded', name: words.list.recorded, value: formatMoment(signal.recordedAt, language) },
    { key: 'source', name: words.detail.source, value: sources[signal.source] ?? signal.source },
  ]
}

const thingRows = (signal: SignalView, kinds: Readonly<Record<string, string>>): readonly FactRow[] =>
  (signal.things ?? []).map(({ kind, text }, place) => ({
    key: `thing-${place}`,
    name: kinds[kind] ?? kind,
    value: text,
  }))

const shownValue = (field: string, value: string, language: Language): string => {
  if (field === 'birthDate') return formatPartialDay(value, language)
  return field === 'nationality' ? formatCountry(value, language) : value
}

type LookingProps = { readonly signalId: string; readonly things: Things; readonly born: string | undefined }
const Looking = ({ signalId, things, born }: LookingProps): ReactNode => {
  const words = useWords().signal
  const grounds = useAnswer<typeof GroundList>(`/signals/${signalId}/grounds`)
  if (isNotForMe(grounds)) return null
  return (
    <Answer of={grounds}>
      {(answer) => {
        const standing = answer.grounds.find(({ stands }) => stands)
        return (
          <>
            <Section title={words.detail.ground} lead={words.detail.groundLead}>
              {answer.grounds.length > 0 ? (
                <Cards>
                  {answer.grounds.map((ground) => (
                    <GroundCard key={ground.groundId} ground={ground} signalId={signalId} />
                  ))}
                </Cards>
              ) : null}
              {standing || !answer.abilities.includes('record-ground') ? null : (
                <GroundForm signalId={signalId} born={born} />
              )}
            </Section>
            {standing ? <LookUp signalId={signalId} groundId={standing.groundId} purpose={standing.purpose} /> : null}
            {standing && things.length > 0 ? (
              <ThingLookUp
                signalId={signalId}
                things={things}
                groundId={standing.groundId}
                purpose={standing.purpose}
              />
            ) : null}
          </>
        )
      }}
    </Answer>
  )
}

const GroundCard = ({ ground, signalId }: { readonly ground: GroundView; readonly signalId: string }): ReactNode => {
  const words = useWords().signal
  const { language } = useLanguage()
  const consent = useWords().dossier.consent
  const kinds: Readonly<Record<string, { readonly label: string }>> = words.ground.kinds
  const languages: Readonly<Record<string, string>> = words.ground.languages
  const presents: Readonly<Record<string, string>> = words.ground.presents
  const withdrawal = useSend<typeof EmptyBody, typeof GroundWithdrawn>(`/grounds/${ground.groundId}/withdrawals`, {
    refresh: [`/signals/${signalId}/grounds`],
  })
  const rows: readonly FactRow[] = [
    ...(ground.language
      ? [{ key: 'language', name: words.ground.language, value: languages[ground.language] ?? ground.language }]
      : []),
    ...(ground.interpreterName
      ? [{ key: 'interpreter', name: words.ground.presents.interpreter, value: ground.interpreterName }]
      : []),
    ...(ground.present.length > 0
      ? [
          {
            key: 'present',
            name: words.ground.present,
            value: ground.present.map((each) => presents[each] ?? each).join(', '),
          },
        ]
      : []),
    ...(ground.decidedBy.some((each) => each !== 'herself')
      ? [
          {
            key: 'decided',
            name: consent.decidedBy,
            value: ground.decidedBy.map((each) => consent.deciders[each] ?? each).join(', '),
          },
        ]
      : []),
    ...(ground.understood ? [{ key: 'understood', name: words.ground.understood, value: ground.understood }] : []),
    ...(ground.weighing ? [{ key: 'weighing', name: words.ground.weighing, value: ground.weighing }] : []),
    { key: 'until', name: words.detail.groundUntil, value: formatDay(ground.validUntilDate, language) },
  ]
  return (
    <Card
      tone={ground.stands ? 'plain' : 'done'}
      title={kinds[ground.kind]?.label ?? ground.kind}
      meta={formatDay(ground.givenDate, language)}
      aside={
        <Badge tone={ground.stands ? 'done' : 'plain'}>
          {ground.stands ? words.detail.groundStands : words.detail.groundEnded}
        </Badge>
      }
    >
      <Facts rows={rows} />
      <Refusal problem={withdrawal.refused} />
      {ground.withdrawnAt ? <Notice>{words.detail.withdrawn}</Notice> : null}
      {ground.abilities.includes('withdraw-ground') && ground.stands ? (
        <Actions>
          <Button look="subtle" busy={withdrawal.busy} onClick={() => withdrawal.send({})}>
            {words.detail.withdraw}
          </Button>
        </Actions>
      ) : null}
    </Card>
  )
}
