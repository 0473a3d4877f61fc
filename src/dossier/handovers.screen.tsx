/** Handovers to us and from us. Opening this screen tells the sender that the offer was seen, and nothing more. */
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Answer, Badge, Card, Cards, Page, Section } from '../web/parts/index.ts'
import type { GiveReason, HandoverChanged, HandoverList, HandoverShown } from './dossier.schema.ts'
import { ComesAlong, Desk, HandoverActs, Said, Steps } from './handover-parts.screen.tsx'

/** Stages in which something still has to happen. */
const OPEN = ['offered', 'seen', 'accepted', 'overlap', 'landed']

export const HandoversScreen = (): ReactNode => {
  const words = useWords().dossier.handover
  const handovers = useAnswer<typeof HandoverList>('/handovers?limit=100', { everyMs: 5_000 })
  return (
    <Page title={words.listTitle} lead={words.listLead}>
      <Answer of={handovers}>{(answer) => <Lists handovers={answer.handovers} />}</Answer>
    </Page>
  )
}

const Lists = ({ handovers }: { readonly handovers: readonly HandoverShown[] }): ReactNode => {
  const words = useWords().dossier.handover
  const open = handovers.filter(({ stage }) => OPEN.includes(stage))
  const done = handovers.filter(({ stage }) => !OPEN.includes(stage))
  const parts = [
    { title: words.incoming, empty: words.emptyIncoming, list: open.filter(({ side }) => side === 'receiver') },
    { title: words.outgoing, empty: words.emptyOutgoing, list: open.filter(({ side }) => side === 'sender') },
  ]
  return (
    <>
      {parts.map((part) => (
        <Section key={part.title} title={part.title}>
          {part.list.length === 0 ? <p className="soft">{part.empty}</p> : null}
          <Cards>
            {part.list.map((each) => (
              <OpenHandover key={each.handoverId} handover={each} />
            ))}
          </Cards>
        </Section>
      ))}
      {done.length === 0 ? null : (
        <Section title={words.done}>
          <Cards>
            {done.map((each) => (
              <DoneHandover key={each.handoverId} handover={each} />
            ))}
          </Cards>
        </Section>
      )}
    </>
  )
}

const useTitleOf = ({ side, from, to }: HandoverShown): string => {
  const words = useWords().dossier.handover
  return side === 'receiver' ? `${words.from} ${from.name}` : `${words.to} ${to.name}`
}

const OpenHandover = ({ handover }: { readonly handover: HandoverShown }): ReactNode => {
  const words = useWords().dossier
  const stages: Readonly<Record<string, string>> = words.handoverStages
  const navigate = useNavigate()
  const toDossier = { to: '/app/dossiers/$dossierId', params: { dossierId: handover.dossierId } } as const
  // Who only had an offer cannot open the dossier yet: it is not theirs.
  const mayOpen = handover.side === 'sender' || !['offered', 'seen'].includes(handover.stage)
  useSeen(handover)
  return (
    <Card
      title={useTitleOf(handover)}
      aside={<Badge tone={mayOpen ? 'accent' : 'attention'}>{stages[handover.stage] ?? handover.stage}</Badge>}
      tone={mayOpen ? 'plain' : 'attention'}
    >
      <Steps handover={handover} />
      <Desk handover={handover} />
      <Said handover={handover} />
      <ComesAlong handover={handover} />
      <HandoverActs handover={handover} onAccepted={() => void navigate(toDossier)} />
      {mayOpen ? (
        <p>
          <Link {...toDossier}>{words.handover.openDossier}</Link>{' '}
          {handover.abilities.includes('read-handover-note') ? (
            <Link to="/app/dossiers/$dossierId/overdracht" params={{ dossierId: handover.dossierId }}>
              {words.handover.note.title}
            </Link>
          ) : null}
        </p>
      ) : null}
    </Card>
  )
}

// Said once per offer that this screen shows; the sender then knows that it arrived.
const useSeen = ({ handoverId, side, stage }: HandoverShown): void => {
  const told = useRef(false)
  const see = useSend<typeof GiveReason, typeof HandoverChanged>(`/handovers/${handoverId}/views`, {
    refresh: ['/handovers'],
  })
  const isNew = side === 'receiver' && stage === 'offered'
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per offer, whatever is drawn again
  useEffect(() => {
    if (!isNew || told.current) return
    told.current = true
    see.send({})
  }, [isNew])
}

const DoneHandover = ({ handover }: { readonly handover: HandoverShown }): ReactNode => {
  const stages: Readonly<Record<string, string>> = useWords().dossier.handoverStages
  const { language } = useLanguage()
  return (
    <Card
      title={useTitleOf(handover)}
      aside={<Badge>{stages[handover.stage] ?? handover.stage}</Badge>}
      meta={formatDay(handover.changedAt.slice(0, 10), language)}
      tone="done"
    />
  )
}
