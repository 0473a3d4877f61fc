/** For the privacy officer: what was asked in the own organisation. Acts and reasons, no content. Look-ups have a screen of their own. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Static, TUnsafe } from 'typebox'
import { call, useAnswer } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Answer, Button, Checkbox, Empty, Form, Page, Section, Table, TextField } from '../web/parts/index.ts'
import { REFUSALS } from '../words/refusals.ts'
import { SIGN_IN_ACTS } from '../words/sign-in.ts'
import type { LogList } from './audit.schema.ts'

type Entry = Static<typeof LogList>['entries'][number]

export const LogScreen = (): ReactNode => {
  const words = useWords().numbers.log
  return (
    <Page title={words.title} lead={words.lead}>
      <Requests />
    </Page>
  )
}

// The log knows workers by number; the first part tells two apart and can be read out on the telephone.
const shortId = (id: string): string => id.slice(0, 8)

/** What was told to the one who was refused: the first sentence of the refusal. */
const useBecause = (): ((code: string) => string) => {
  const { language } = useLanguage()
  const table: Readonly<Record<string, { readonly nl: string; readonly en: string }>> = REFUSALS
  return (code) => (table[code]?.[language] ?? code).split(/(?<=\.) /)[0] ?? code
}

type Filter = { readonly from: string; readonly until: string; readonly refusedOnly: boolean }

const Requests = (): ReactNode => {
  const words = useWords().numbers.log
  const [filter, setFilter] = useState<Filter>({ from: '', until: '', refusedOnly: false })
  const [asked, setAsked] = useState(filter)
  return (
    <Section title={words.requests}>
      <Form label={words.filter} onSubmit={() => setAsked(filter)}>
        <div className="columns">
          <TextField
            type="date"
            label={words.from}
            value={filter.from}
            onChange={(from) => setFilter({ ...filter, from })}
          />
          <TextField
            type="date"
            label={words.until}
            value={filter.until}
            onChange={(until) => setFilter({ ...filter, until })}
          />
        </div>
        <Checkbox
          label={words.refusedOnly}
          checked={filter.refusedOnly}
          onChange={(refusedOnly) => setFilter({ ...filter, refusedOnly })}
        />
        <Actions>
          <Button type="submit" look="primary">
            {words.show}
          </Button>
        </Actions>
      </Form>
      <LogPage key={pathOf(asked)} path={pathOf(asked)} />
    </Section>
  )
}

const pathOf = ({ from, until, refusedOnly }: Filter): string =>
  [
    '/log-entries?limit=50',
    ...(from === '' ? [] : [`fromDate=${from}`]),
    ...(until === '' ? [] : [`untilDate=${until}`]),
    ...(refusedOnly ? ['refusedOnly=true'] : []),
  ].join('&')

// One page, and the next one beneath it when it is asked for.
const LogPage = ({ path, cursor }: { readonly path: string; readonly cursor?: string }): ReactNode => {
  const words = useWords().numbers.log
  const [more, setMore] = useState(false)
  const log = useAnswer<typeof LogList>(cursor === undefined ? path : `${path}&cursor=${encodeURIComponent(cursor)}`)
  return (
    <Answer of={log} isEmpty={(answer) => answer.entries.length === 0} empty={<Empty title={words.empty} />}>
      {(answer) => (
        <>
          <Entries entries={answer.entries} />
          {answer.nextCursor === undefined ? null : more ? (
            <LogPage path={path} cursor={answer.nextCursor} />
          ) : (
            <Actions>
              <Button onClick={() => setMore(true)}>{words.more}</Button>
            </Actions>
          )}
        </>
      )}
    </Answer>
  )
}

/** What an operation does, in the sentence of our own API description; that description is Dutch. */
const useOperations = (): ((operation: string) => string) => {
  const { data } = useQuery({
    queryKey: ['/openapi.json'],
    queryFn: () => call<typeof Description>('GET', '/openapi.json'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const operations = Object.values(data?.paths ?? {}).flatMap((path) => Object.values(path))
  const summaries = new Map(operations.map(({ operationId, summary }) => [operationId, summary]))
  return (operation) => summaries.get(operation) ?? SIGN_IN_ACTS[operation] ?? operation
}
type Operation = { readonly operationId: string; readonly summary: string }
declare const Description: TUnsafe<{ readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }>

const Entries = ({ entries }: { readonly entries: readonly Entry[] }): ReactNode => {
  const { numbers, shell } = useWords()
  const words = numbers.log
  const { language } = useLanguage()
  const functions: Readonly<Record<string, string>> = shell.functions
  const because = useBecause()
  const operations = useOperations()
  return (
    <Table
      caption={words.requests}
      rows={entries}
      rowKey={({ traceId }) => traceId}
      columns={[
        { key: 'when', name: words.when, cell: ({ recordedAt }) => formatMoment(recordedAt, language) },
        { key: 'what', name: words.what, cell: ({ operation }) => <span lang="nl">{operations(operation)}</span> },
        {
          key: 'who',
          name: words.who,
          cell: (entry) =>
            entry.function === undefined
              ? words.nobody
              : `${functions[entry.function] ?? entry.function} ${entry.actorId ? shortId(entry.actorId) : ''}`,
        },
        {
          key: 'why',
          name: words.why,
          cell: ({ purpose, purposeNl }) => (purpose === undefined ? words.noPurpose : `${purpose} ${purposeNl ?? ''}`),
        },
        {
          key: 'outcome',
          name: words.outcome,
          cell: ({ outcome, refusalCode }) =>
            refusalCode ? because(refusalCode) : (words.outcomes[outcome] ?? outcome),
        },
      ]}
    />
  )
}
