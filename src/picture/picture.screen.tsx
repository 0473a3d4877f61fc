/** The picture for who counts: persons and reports, by form and region; publishing safe numbers asks once more. */
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Button,
  Empty,
  Facts,
  Notice,
  Page,
  Refusal,
  Section,
  Select,
  Table,
} from '../web/parts/index.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import { PictureParts } from './parts.screen.tsx'
import type { CountList, NewRelease, NewWithdrawal, ReleaseList, ReleaseMade } from './picture.schema.ts'
import { recentYears } from './years.screen.ts'

type Counts = Static<typeof CountList>

export const PictureScreen = (): ReactNode => {
  const words = useWords().numbers
  const years = recentYears()
  const [year, setYear] = useState(years[0] ?? '')
  const counts = useAnswer<typeof CountList>(`/counts?year=${year}`)
  return (
    <Page title={words.title} lead={words.lead}>
      <PictureParts />
      <Select
        width="short"
        label={words.year}
        value={year}
        options={years.map((each) => ({ value: each, label: each }))}
        onChange={setYear}
      />
      <Answer of={counts} isEmpty={(answer) => answer.reports === 0} empty={<Empty title={words.empty} />}>
        {(answer) => (
          <>
            <Totals counts={answer} />
            <Tables counts={answer} />
            {answer.abilities.includes('release-numbers') ? <Publish key={answer.year} year={answer.year} /> : null}
            {answer.abilities.includes('release-numbers') ? <Withdraw /> : null}
          </>
        )}
      </Answer>
    </Page>
  )
}

const Totals = ({ counts }: { readonly counts: Counts }): ReactNode => {
  const words = useWords().numbers
  const say = useSay()
  const { language } = useLanguage()
  const ratio = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(
    counts.reports / Math.max(1, counts.persons),
  )
  return (
    <Section title={String(counts.year)} surface>
      <Facts
        rows={[
          { key: 'persons', name: words.persons, value: <strong className="numeric">{counts.persons}</strong> },
          {
            key: 'reports',
            name: words.reports,
            value: (
              <span className="numeric">
                {counts.reports} ({words.perPerson(ratio)})
              </span>
            ),
          },
        ]}
      />
      <Notice kind="attention">{say(counts.notice)}</Notice>
    </Section>
  )
}

const Tables = ({ counts }: { readonly counts: Counts }): ReactNode => {
  const words = useWords().numbers
  const numbers = [
    { key: 'persons', name: words.persons, numeric: true, cell: (row: { persons: number }) => row.persons },
    { key: 'reports', name: words.reports, numeric: true, cell: (row: { reports: number }) => row.reports },
  ] as const
  return (
    <>
      <Table
        caption={words.byForm}
        rows={counts.byForm}
        rowKey={({ exploitation }) => exploitation}
        columns={[
          { key: 'form', name: words.form, cell: ({ exploitation }) => words.forms[exploitation] ?? exploitation },
          ...numbers,
        ]}
      />
      <Table
        caption={words.byRegion}
        rows={counts.byRegion}
        rowKey={({ safetyRegionCode }) => safetyRegionCode}
        columns={[
          {
            key: 'region',
            name: words.region,
            cell: ({ safetyRegionCode }) => SAFETY_REGIONS[safetyRegionCode] ?? words.noRegion,
          },
          ...numbers,
        ]}
      />
    </>
  )
}

const Publish = ({ year }: { readonly year: number }): ReactNode => {
  const words = useWords().numbers.publish
  const [asked, setAsked] = useState(false)
  const release = useSend<typeof NewRelease, typeof ReleaseMade>('/releases', {
    refresh: ['/releases'],
    onDone: () => setAsked(false),
  })
  return (
    <Section title={words.title} lead={words.lead} surface>
      <Refusal problem={release.refused} />
      {release.answer ? (
        <Notice kind="done" title={words.done} announce>
          <Link to="/app/open-data">{words.look}</Link>
        </Notice>
      ) : null}
      {asked ? (
        <>
          <p>{words.sure(year)}</p>
          <Actions>
            <Button look="primary" busy={release.busy} onClick={() => release.send({ year })}>
              {words.yes}
            </Button>
            <Button onClick={() => setAsked(false)}>{words.no}</Button>
          </Actions>
        </>
      ) : (
        <Actions>
          <Button onClick={() => setAsked(true)}>{words.ask(year)}</Button>
        </Actions>
      )}
    </Section>
  )
}

const REASONS = ['numbers-wrong', 'can-be-undone', 'replaced'] as const

/** Only what stands can be withdrawn; it asks once more, as everybody will see it. */
const Withdraw = (): ReactNode => {
  const words = useWords().numbers.withdraw
  const { language } = useLanguage()
  const list = useAnswer<typeof ReleaseList>('/releases')
  const standing = (list.data?.releases ?? []).filter(({ stands }) => stands)
  const [chosen, setChosen] = useState('')
  const [reason, setReason] = useState<(typeof REASONS)[number]>('numbers-wrong')
  const [asked, setAsked] = useState(false)
  const release = standing.find(({ id }) => id === chosen) ?? standing[0]
  const withdraw = useSend<typeof NewWithdrawal, typeof ReleaseMade>(`/releases/${release?.id ?? ''}/withdrawals`, {
    refresh: ['/releases'],
    onDone: () => setAsked(false),
  })
  const done = withdraw.answer ? <Notice kind="done" title={words.done} announce /> : null
  if (!release) return done
  return (
    <Section title={words.title} lead={words.lead} surface>
      <Refusal problem={withdraw.refused} />
      {done}
      <Select
        label={words.set}
        value={release.id}
        options={standing.map(({ id, norm, year, releasedAt }) => ({
          value: id,
          label: `${norm ? `${norm.code}, ` : ''}${words.which(year, formatMoment(releasedAt, language))}`,
        }))}
        onChange={setChosen}
      />
      <Select
        label={words.reason}
        value={reason}
        options={REASONS.map((each) => ({ value: each, label: words.reasons[each] }))}
        onChange={(value) => setReason(REASONS.find((each) => each === value) ?? 'numbers-wrong')}
      />
      {asked ? <p>{words.sure}</p> : null}
      <Actions>
        {asked ? (
          <>
            <Button busy={withdraw.busy} onClick={() => withdraw.send({ reason })}>
              {words.yes}
            </Button>
            <Button onClick={() => setAsked(false)}>{words.no}</Button>
          </>
        ) : (
          <Button onClick={() => setAsked(true)}>{words.ask}</Button>
        )}
      </Actions>
    </Section>
  )
}
