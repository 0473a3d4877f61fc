/** The numbers that everybody may see, without signing in: one table, what its signs mean, and how it was counted. */
import './release.css'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Answer, Empty, Facts, Page, Section, Select, Table } from '../web/parts/index.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import type { ReleaseList, ReleaseView } from './picture.schema.ts'

type Release = Static<typeof ReleaseView>
type Shown = Release['total']

export const ReleaseScreen = (): ReactNode => {
  const words = useWords().numbers.release
  const release = useAnswer<typeof ReleaseView>('/releases/latest')
  // Nothing published yet is an answer here, not a fault.
  const none = release.error?.problem.status === 404
  return (
    <Page title={words.title} lead={words.lead}>
      {none ? <Empty title={words.none} /> : <Answer of={release}>{(answer) => <Published release={answer} />}</Answer>}
      <OfNorms />
      <p>
        <Link to="/app/open-data" className="utrecht-link utrecht-link--html-a">
          {words.all}
        </Link>
      </p>
    </Page>
  )
}

/** The whole table of a release. */
export const ReleaseTable = ({ release }: { readonly release: Release }): ReactNode => {
  const words = useWords().numbers
  const say = useSay()
  const rows = [
    ...release.regions.map((code, place) => ({
      code,
      name: SAFETY_REGIONS[code] ?? words.noRegion,
      numbers: [...(release.cells[place] ?? []), release.regionTotals[place] ?? null],
    })),
    { code: 'total', name: words.release.total, numbers: [...release.formTotals, release.total] },
  ]
  const forms = [...release.forms.map((form) => words.forms[form] ?? form), words.release.total]
  return (
    <Table
      caption={
        release.norm
          ? words.release.ofNorm(`${release.norm.code} ${say(release.norm)}`, release.settings.year)
          : words.release.year(release.settings.year)
      }
      rows={rows}
      rowKey={({ code }) => code}
      columns={[
        { key: 'region', name: words.region, cell: ({ name }) => name },
        ...forms.map((name, place) => ({
          key: name,
          name,
          numeric: true,
          cell: ({ numbers }: (typeof rows)[number]) => <ShownNumber shown={numbers[place] ?? null} />,
        })),
      ]}
    />
  )
}

/** What a dash and a zero mean. */
export const ReleaseSigns = ({ release }: { readonly release: Release }): ReactNode => {
  const words = useWords().numbers
  const say = useSay()
  return (
    <Section title={words.release.legend}>
      <Facts
        rows={release.legend.map((each) => ({
          key: each.code,
          name: each.code === 'null' ? words.release.withheld : each.code,
          value: say(each),
        }))}
      />
    </Section>
  )
}

const Published = ({ release }: { readonly release: Release }): ReactNode => {
  const words = useWords().numbers
  const say = useSay()
  const { language } = useLanguage()
  return (
    <>
      <ReleaseTable release={release} />
      <ReleaseSigns release={release} />
      <Section title={words.release.method}>
        <p className="measure">{say(release.settings.method)}</p>
        {release.attackedTogether === undefined ? null : (
          <p className="measure">{words.release.attacked(release.attackedTogether)}</p>
        )}
        <p className="soft">{words.release.released(formatMoment(release.releasedAt, language))}</p>
      </Section>
      {release.signed ? (
        <details className="signature">
          <summary>{words.release.signed}</summary>
          <p className="measure">{say(release.signed.says)}</p>
          <pre>{release.signed.note}</pre>
          <pre>{release.signed.verifierKey}</pre>
        </details>
      ) : null}
    </>
  )
}

/** Sets about norms that stand: one is chosen to be read. */
const OfNorms = (): ReactNode => {
  const words = useWords().numbers.release
  const say = useSay()
  const list = useAnswer<typeof ReleaseList>('/releases')
  const [chosen, setChosen] = useState('')
  const standing = (list.data?.releases ?? []).flatMap((each) =>
    each.stands && each.norm ? [{ ...each, norm: each.norm }] : [],
  )
  const [first] = standing
  if (!first) return null
  return (
    <Section title={words.norms} lead={words.normsLead}>
      <Select
        label={words.whichNorm}
        value={chosen === '' ? first.id : chosen}
        options={standing.map(({ id, norm, year }) => ({ value: id, label: `${norm.code} ${say(norm)}, ${year}` }))}
        onChange={setChosen}
      />
      <OneRelease id={chosen === '' ? first.id : chosen} />
    </Section>
  )
}
const OneRelease = ({ id }: { readonly id: string }): ReactNode => {
  const release = useAnswer<typeof ReleaseView>(`/releases/${id}`)
  return <Answer of={release}>{(answer) => <Published release={answer} />}</Answer>
}

const ShownNumber = ({ shown }: { readonly shown: Shown }): ReactNode => {
  const words = useWords().numbers.release
  if (shown !== null) return shown
  return (
    // Positioned, so that the hidden word stays inside the frame that scrolls.
    <span className="withheld">
      <span aria-hidden="true">{words.withheld}</span>
      <span className="visually-hidden">{words.withheldWord}</span>
    </span>
  )
}
