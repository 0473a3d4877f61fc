/** What a trajectory costs by payer, for who asks payers: others see nothing of it. */
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { useOrganisationName } from '../dossier/names.screen.ts'
import { isNotForMe, useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Answer, Facts, Notice, Section, Table } from '../web/parts/index.ts'
import { centsInWords } from '../words/money.ts'
import type { TrajectoryCostView } from './responsibility.schema.ts'

export const TrajectoryCost = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().money.cost
  const cost = useAnswer<typeof TrajectoryCostView>(`/dossiers/${dossierId}/trajectory-cost`)
  if (isNotForMe(cost)) return null
  return (
    <Section title={words.title} lead={words.lead}>
      <Answer of={cost} isEmpty={({ payers }) => payers.length === 0} empty={<p className="soft">{words.empty}</p>}>
        {(shown) => <ByPayer cost={shown} />}
      </Answer>
    </Section>
  )
}

const ByPayer = ({ cost }: { readonly cost: Static<typeof TrajectoryCostView> }): ReactNode => {
  const words = useWords().money.cost
  const { language } = useLanguage()
  const nameOf = useOrganisationName()
  return (
    <>
      <Facts
        rows={[
          { key: 'promised', name: words.promised, value: centsInWords(cost.promisedCents, language) },
          ...(cost.notPromisedCents > 0
            ? [{ key: 'open', name: words.notPromised, value: centsInWords(cost.notPromisedCents, language) }]
            : []),
        ]}
      />
      {cost.daysTwice > 0 ? <Notice kind="attention">{words.twice(cost.daysTwice)}</Notice> : null}
      <Table
        caption={words.title}
        rows={cost.payers}
        rowKey={({ partyOrganisationId, standing, fromDate }) => `${partyOrganisationId} ${standing} ${fromDate}`}
        columns={[
          { key: 'who', name: words.columns.who, cell: ({ partyOrganisationId: who }) => nameOf(who) },
          { key: 'standing', name: words.columns.standing, cell: ({ standing }) => words.standings[standing] },
          { key: 'from', name: words.columns.from, cell: ({ fromDate }) => formatDay(fromDate, language) },
          {
            key: 'until',
            name: words.columns.until,
            cell: ({ untilDate }) => (untilDate ? formatDay(untilDate, language) : words.open),
          },
          {
            key: 'soFar',
            name: words.columns.soFar,
            numeric: true,
            cell: ({ centsSoFar }) => centsInWords(centsSoFar, language),
          },
          {
            key: 'whole',
            name: words.columns.whole,
            numeric: true,
            cell: ({ centsInAll }) => (centsInAll === undefined ? words.open : centsInWords(centsInAll, language)),
          },
        ]}
      />
    </>
  )
}
