/** The worklist: open dossiers of the own house, who is out of sight first, then by what is due first. Nothing is sorted here. */
import { type ReactNode, useState } from 'react'
import { useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Answer, Badge, Button, ButtonLink, Card, Cards, Empty, Notice, Page } from '../web/parts/index.ts'
import type { ListedOpenDossier, OpenDossierList } from './dossier.schema.ts'
import { useMunicipalityName } from './names.screen.ts'

export const WorklistScreen = (): ReactNode => {
  const { worklist: words, search } = useWords().dossier
  return (
    <Page
      title={words.title}
      lead={words.lead}
      action={
        <ButtonLink to="/app/zoeken" look="secondary">
          {search.title}
        </ButtonLink>
      }
    >
      <WorkPage path="/open-dossiers?limit=50" isFirst />
    </Page>
  )
}

const WorkPage = ({ path, isFirst = false }: { readonly path: string; readonly isFirst?: boolean }): ReactNode => {
  const words = useWords().dossier.worklist
  const page = useAnswer<typeof OpenDossierList>(path)
  const [asksMore, setAsksMore] = useState(false)
  return (
    <Answer
      of={page}
      isEmpty={({ dossiers }) => isFirst && dossiers.length === 0}
      empty={
        <Empty title={words.empty}>
          <p>{words.emptyHint}</p>
        </Empty>
      }
    >
      {({ dossiers, sorted, nextCursor }) => (
        <>
          {sorted ? null : <Notice kind="info">{words.notSorted}</Notice>}
          <Cards label={words.title}>
            {dossiers.map((each) => (
              <WorkCard key={each.dossierId} dossier={each} />
            ))}
          </Cards>
          {nextCursor && !asksMore ? (
            <Actions>
              <Button onClick={() => setAsksMore(true)}>{words.more}</Button>
            </Actions>
          ) : null}
          {nextCursor && asksMore ? (
            <WorkPage path={`/open-dossiers?limit=50&cursor=${encodeURIComponent(nextCursor)}`} />
          ) : null}
        </>
      )}
    </Answer>
  )
}

const WorkCard = ({ dossier }: { readonly dossier: ListedOpenDossier }): ReactNode => {
  const words = useWords().dossier
  const { language } = useLanguage()
  const municipality = useMunicipalityName(dossier.municipalityCode)
  const stages: Readonly<Record<string, string>> = words.handoverStages
  const { next, stage, waits, questions, handoverStage, watch } = dossier
  const today = useWords().today
  const isUrgent = stage === 'missing' || next?.late === true
  const about = [
    municipality,
    waits > 0 ? words.worklist.waits(waits) : undefined,
    questions > 0 ? words.worklist.questions(questions) : undefined,
    handoverStage ? `${words.page.handover}: ${stages[handoverStage] ?? handoverStage}` : undefined,
  ]
  return (
    <Card
      level={2}
      tone={isUrgent ? 'attention' : 'plain'}
      title={dossier.name ?? words.list.nameUnknown}
      link={{ to: '/app/dossiers/$dossierId', params: { dossierId: dossier.dossierId } }}
      aside={stage === 'missing' ? <Badge tone="attention">{words.stages[stage] ?? stage}</Badge> : null}
      meta={about.filter((each) => each !== undefined).join(' · ')}
    >
      {watch ? (
        <p>
          <strong>
            {watch.late ? today.watchLate : today.watchDue} {formatDay(watch.dueDate, language)}
          </strong>
        </p>
      ) : null}
      <p>
        {next ? (
          <>
            {next.title[language]}:{' '}
            {next.late
              ? words.worklist.late(formatDay(next.dueDate, language))
              : words.worklist.due(formatDay(next.dueDate, language))}
          </>
        ) : watch ? null : (
          <span className="soft">{words.worklist.nothingDue}</span>
        )}
      </p>
    </Card>
  )
}
