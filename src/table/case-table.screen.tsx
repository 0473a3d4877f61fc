/** Case tables: the wish is read first, then the seats that this case needs, the empty ones on top and visible. */
import '../dossier/dossier.css'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { DossierPage } from '../dossier/dossier-page.screen.tsx'
import { useFileNames } from '../dossier/names.screen.ts'
import { useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Empty,
  Facts,
  Notice,
  Page,
  Section,
  Unfolded,
} from '../web/parts/index.ts'
import { Agenda } from './agenda.screen.tsx'
import { Agreed } from './agreed.screen.tsx'
import { ChangeDay } from './change-day.screen.tsx'
import { CloseTable, Minutes } from './minutes.screen.tsx'
import { PlanTableForm } from './plan-table.screen.tsx'
import { Seats } from './seats.screen.tsx'
import type { TableList, TableShown } from './table.schema.ts'

const ofDossier = getRouteApi('/signed-in/app/dossiers/$dossierId/tafel')
const ofTable = getRouteApi('/signed-in/app/tafels/$tableId')

/** The tables of one dossier, and planning the next. */
export const DossierTableScreen = (): ReactNode => {
  const words = useWords().caseTable
  const { dossierId } = ofDossier.useParams()
  const tables = useAnswer<typeof TableList>('/tables?limit=100')
  return (
    <DossierPage dossierId={dossierId} title={words.title}>
      {(dossier) => (
        <Answer of={tables}>
          {(answer) => {
            const own = answer.tables.filter((table) => table.dossierId === dossierId)
            return (
              <>
                {own.length === 0 ? <Empty title={words.none} /> : null}
                {own.map((table) => (
                  <OneTable key={table.tableId} tableId={table.tableId} />
                ))}
                {dossier.abilities.includes('plan-table') ? (
                  <Plan key={own.length} dossierId={dossierId} isFirst={own.length === 0} />
                ) : null}
              </>
            )
          }}
        </Answer>
      )}
    </DossierPage>
  )
}

const Plan = ({ dossierId, isFirst }: { readonly dossierId: string; readonly isFirst: boolean }): ReactNode => {
  const words = useWords().caseTable
  const [open, setOpen] = useState(isFirst)
  if (!open) {
    return (
      <Actions>
        <Button opens="plan" onClick={() => setOpen(true)}>
          {words.plan}
        </Button>
      </Actions>
    )
  }
  return (
    <Section title={words.plan} lead={words.planLead} surface>
      <Unfolded by={isFirst ? undefined : 'plan'} onLeave={isFirst ? undefined : () => setOpen(false)}>
        <PlanTableForm dossierId={dossierId} />
      </Unfolded>
    </Section>
  )
}

const OneTable = ({ tableId }: { readonly tableId: string }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const table = useAnswer<typeof TableShown>(`/tables/${tableId}`, { everyMs: 10_000 })
  return (
    <Answer of={table}>
      {(shown) => (
        <Section title={`${words.title}, ${formatDay(shown.heldDate, language)}`}>
          <TableContent table={shown} />
        </Section>
      )}
    </Answer>
  )
}

// In the order of the meeting: what the person wants, what lies open, who is there, what is agreed, and closing.
const TableContent = ({ table }: { readonly table: TableShown }): ReactNode => (
  <div className="stack">
    {table.stage === 'called-off' ? <CalledOff /> : null}
    {table.movedFromDate ? <MovedFrom day={table.movedFromDate} /> : null}
    {table.organised ? <Wish wish={table.wish} /> : null}
    {table.organised && table.stage === 'planned' ? <WhoIsMissing table={table} /> : null}
    {table.stage === 'held' ? <Minutes table={table} /> : null}
    {table.organised && table.stage === 'planned' ? <Agenda table={table} /> : null}
    <Seats table={table} />
    <Agreed table={table} />
    {table.abilities.includes('close-table') ? <CloseTable table={table} /> : null}
    {table.abilities.includes('move-table') ? <ChangeDay table={table} /> : null}
  </div>
)

const CalledOff = (): ReactNode => <Notice kind="attention">{useWords().caseTable.calledOff}</Notice>
const MovedFrom = ({ day }: { readonly day: string }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  return <Notice>{words.movedFrom(formatDay(day, language))}</Notice>
}

const Wish = ({ wish }: { readonly wish: string | undefined }): ReactNode => {
  const words = useWords().caseTable
  return (
    <Notice title={words.wish}>
      {wish === undefined ? <p>{words.wishNone}</p> : <blockquote className="wish">{wish}</blockquote>}
    </Notice>
  )
}

const WhoIsMissing = ({ table }: { readonly table: TableShown }): ReactNode => {
  const words = useWords().caseTable
  const names: Readonly<Record<string, string>> = words.seats
  if (table.missing.length === 0) return <Notice kind="done">{words.allSeated}</Notice>
  return (
    <Notice kind="attention" title={words.emptySeats(table.missing.map((kind) => names[kind] ?? kind).join(', '))} />
  )
}

/** All tables of this organisation, and those where it has a seat. */
export const TablesScreen = (): ReactNode => {
  const words = useWords().caseTable
  const tables = useAnswer<typeof TableList>('/tables?limit=100')
  const names = useFileNames(tables.data?.tables.some(({ dossierId }) => dossierId !== undefined) ?? false)
  return (
    <Page title={words.listTitle} lead={words.listLead}>
      <Answer of={tables} isEmpty={(answer) => answer.tables.length === 0} empty={<Empty title={words.emptyList} />}>
        {(answer) => (
          <Cards>
            {answer.tables.map((table) => (
              <TableCard key={table.tableId} table={table} person={table.dossierId && names.get(table.dossierId)} />
            ))}
          </Cards>
        )}
      </Answer>
    </Page>
  )
}

const TableCard = (props: { readonly table: TableShown; readonly person: string | undefined }): ReactNode => {
  const { table, person } = props
  const words = useWords().caseTable
  const { language } = useLanguage()
  const names: Readonly<Record<string, string>> = words.seats
  const isEmpty = table.stage === 'planned' && table.missing.length > 0
  return (
    <Card
      level={2}
      title={
        person === undefined ? formatDay(table.heldDate, language) : `${formatDay(table.heldDate, language)}: ${person}`
      }
      link={{ to: '/app/tafels/$tableId', params: { tableId: table.tableId } }}
      aside={
        isEmpty ? (
          <Badge tone="attention">
            {words.states.missing}: {table.missing.length}
          </Badge>
        ) : (
          <Badge tone={table.stage === 'held' ? 'done' : 'plain'}>{words.stages[table.stage]}</Badge>
        )
      }
      meta={`${words.organiser} ${table.organiser.name}`}
    >
      {isEmpty ? <p>{words.emptySeats(table.missing.map((kind) => names[kind] ?? kind).join(', '))}</p> : null}
    </Card>
  )
}

/** One table, for who convenes it or has a seat. Whoever was asked sees a day, who asks, and the own seat. */
export const TableScreen = (): ReactNode => {
  const words = useWords().caseTable
  const { tableId } = ofTable.useParams()
  const table = useAnswer<typeof TableShown>(`/tables/${tableId}`, { everyMs: 10_000 })
  const { language } = useLanguage()
  const of = table.data?.dossierId
  const person = useFileNames(of !== undefined).get(of ?? '')
  return (
    <Page title={words.title} back={{ to: '/app/tafels', label: words.listTitle }}>
      <Answer of={table}>
        {(shown) => (
          <>
            <Facts
              rows={[
                ...(person === undefined ? [] : [{ key: 'person', name: words.about, value: person }]),
                { key: 'day', name: words.held, value: formatDay(shown.heldDate, language) },
                { key: 'by', name: words.organiser, value: shown.organiser.name },
              ]}
            />
            <TableContent table={shown} />
            {shown.dossierId ? (
              <p>
                <Link to="/app/dossiers/$dossierId" params={{ dossierId: shown.dossierId }}>
                  {words.toDossier}
                </Link>
              </p>
            ) : null}
          </>
        )}
      </Answer>
    </Page>
  )
}
