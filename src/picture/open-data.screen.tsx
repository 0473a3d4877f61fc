/** Open data: every signed set that stands, with what it counts, its figures and files, and how to check it; what was withdrawn is named. For everybody. */
import './release.css'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { dayAt } from '../kernel/index.ts'
import { useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { type Language, useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Answer, ButtonAway, Empty, Facts, Page, Section, Select, Table } from '../web/parts/index.ts'
import type { FigureOf } from './figure-files.screen.tsx'
import { formName, regionName } from './names.ts'
import type { ReleaseList, ReleaseView } from './picture.schema.ts'
import { Bars } from './plots.screen.tsx'
import { ReleaseSigns, ReleaseTable } from './release.screen.tsx'
import { numberOf } from './signed-release.ts'

type Release = Static<typeof ReleaseView>
type Listed = Static<typeof ReleaseList>['releases'][number]

// With its year: sets of many years stand beside each other.
const dayOf = (moment: string, language: Language): string => formatDay(dayAt(new Date(moment)), language)

export const OpenDataScreen = (): ReactNode => {
  const words = useWords().openData
  const list = useAnswer<typeof ReleaseList>('/releases')
  return (
    <Page title={words.title} lead={words.lead}>
      <Answer of={list}>{({ releases }) => <Sets releases={releases} />}</Answer>
    </Page>
  )
}

const Sets = ({ releases }: { readonly releases: readonly Listed[] }): ReactNode => {
  const words = useWords().openData
  const { language } = useLanguage()
  // A set about a norm is read among the numbers, and has no files yet.
  const given = releases.filter(({ stands, signed, norm }) => stands && signed && !norm)
  const [chosen, setChosen] = useState('')
  const set = given.find(({ id }) => id === chosen) ?? given[0]
  return (
    <>
      {set ? (
        <>
          <Select
            label={words.which}
            value={set.id}
            options={given.map(({ id, year, releasedAt }) => ({
              value: id,
              label: words.set(year, dayOf(releasedAt, language)),
            }))}
            onChange={setChosen}
          />
          <OneSet key={set.id} id={set.id} />
        </>
      ) : (
        <Empty title={words.none} />
      )}
      <AllSets releases={releases} />
    </>
  )
}

const OneSet = ({ id }: { readonly id: string }): ReactNode => {
  const release = useAnswer<typeof ReleaseView>(`/releases/${id}`)
  return (
    <Answer of={release}>
      {(answer) => (
        <>
          <Files release={answer} />
          <About release={answer} />
          <WhatItSays release={answer} />
          <Numbers release={answer} />
          <ReleaseSigns release={answer} />
          <Definitions release={answer} />
          <Check release={answer} />
        </>
      )}
    </Answer>
  )
}

const Files = ({ release }: { readonly release: Release }): ReactNode => {
  const words = useWords().openData.files
  const at = `/v1/releases/${release.id}/files`
  const report = `/v1/yearly-reports/${release.settings.year}`
  return (
    <Section title={words.title} surface>
      <Actions>
        <ButtonAway look="primary" href={`${at}/csv`} download>
          {words.csv}
        </ButtonAway>
        <ButtonAway look="secondary" href={`${at}/description`} download>
          {words.description}
        </ButtonAway>
      </Actions>
      <Actions>
        <ButtonAway look="secondary" href={`${report}?language=nl`} download>
          {words.report}
        </ButtonAway>
        <ButtonAway look="secondary" href={`${report}?language=en`} download>
          {words.reportEn}
        </ButtonAway>
      </Actions>
    </Section>
  )
}

const About = ({ release }: { readonly release: Release }): ReactNode => {
  const words = useWords().openData.about
  const say = useSay()
  const { language } = useLanguage()
  const { settings, period, withheld, licence } = release
  const person = release.definitions.find(({ code }) => code === 'person')
  const days = words.days(formatDay(period.from, language), formatDay(period.until, language))
  const rounded = settings.method.code === 'round'
  return (
    <Section title={words.title}>
      <Facts
        rows={[
          { key: 'counts', name: words.counts, value: person ? say(person) : '' },
          { key: 'period', name: words.period, value: period.whole ? days : `${days}. ${words.notWhole}` },
          {
            key: 'protection',
            name: words.protection,
            value: rounded ? words.settings(settings.base, settings.regionMin) : words.suppressed(settings.regionMin),
          },
          { key: 'withheld', name: words.withheld, value: words.withheldOf(withheld.numbers, withheld.of) },
          { key: 'licence', name: words.licence, value: licence[language] },
        ]}
      />
    </Section>
  )
}

const WhatItSays = ({ release }: { readonly release: Release }): ReactNode => {
  const words = useWords().openData.says
  const { language } = useLanguage()
  return (
    <Section title={words.title}>
      {(['can', 'cannot'] as const).map((which) => (
        <div key={which}>
          <h3>{words[which]}</h3>
          <ul className="measure points">
            {release[which].map((each) => (
              <li key={each.en}>{each[language]}</li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  )
}

const Numbers = ({ release }: { readonly release: Release }): ReactNode => {
  const words = useWords().openData
  const absent = useWords().numbers.release.withheldWord
  const { language } = useLanguage()
  const { year } = release.settings
  const says: FigureOf = {
    ...{ isPublic: true, source: words.figure.release(release.id), withheld: release.withheld.numbers },
    on: dayOf(release.releasedAt, language),
  }
  return (
    <Section title={words.numbers}>
      <h3>{words.forms(year)}</h3>
      <Bars
        label={words.forms(year)}
        fileName={`vormen-${year}`}
        {...{ says, absent }}
        bars={release.forms.map((form, at) => ({
          ...{ key: form, name: formName(form, language), value: numberOf(release.formTotals[at]) },
        }))}
      />
      <h3>{words.regions(year)}</h3>
      <p className="soft">{words.order}</p>
      <Bars
        label={words.regions(year)}
        fileName={`regios-${year}`}
        {...{ says, absent }}
        bars={release.regions.map((region, at) => ({
          ...{ key: region, name: regionName(region, language), value: numberOf(release.regionTotals[at]) },
        }))}
      />
      <ReleaseTable release={release} />
    </Section>
  )
}

const Definitions = ({ release }: { readonly release: Release }): ReactNode => {
  const words = useWords().openData
  const { language } = useLanguage()
  return (
    <Section title={words.definitions}>
      <Facts
        rows={release.definitions.map((each) => ({
          key: each.code,
          name: words.names[each.code] ?? each.code,
          value: `${each[language]} ${words.source(each.source[language])}`,
        }))}
      />
    </Section>
  )
}

const Check = ({ release }: { readonly release: Release }): ReactNode => {
  const words = useWords().openData
  const at = `/v1/releases/${release.id}/files`
  if (!release.signed) return null
  return (
    <Section title={words.check.title} lead={words.check.lead}>
      <ol className="measure points">
        {words.check.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Actions>
        <ButtonAway look="secondary" href={`${at}/signed-text`} download>
          {words.files.signedText}
        </ButtonAway>
        <ButtonAway look="secondary" href={`${at}/signature`} download>
          {words.files.signature}
        </ButtonAway>
      </Actions>
      <details className="signature">
        <summary>{words.check.note}</summary>
        <pre>{release.signed.note}</pre>
      </details>
      <details className="signature">
        <summary>{words.check.key}</summary>
        <pre>{release.signed.verifierKey}</pre>
      </details>
    </Section>
  )
}

/** What was ever public: a withdrawn set is not made to vanish. */
const AllSets = ({ releases }: { readonly releases: readonly Listed[] }): ReactNode => {
  const words = useWords().openData
  const say = useSay()
  const { language } = useLanguage()
  if (releases.length === 0) return null
  const stands = ({ signed, withdrawn }: Listed): string => {
    if (withdrawn) return words.all.withdrawn(dayOf(withdrawn.at, language), say(withdrawn.reason))
    return signed ? words.all.yes : words.all.unsigned
  }
  return (
    <Section title={words.all.title}>
      <Table
        caption={words.all.caption}
        rows={releases}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'made',
            name: words.all.made,
            cell: ({ norm, year, releasedAt }) =>
              `${norm ? `${norm.code} ${say(norm)}: ` : ''}${words.set(year, dayOf(releasedAt, language))}`,
          },
          { key: 'stands', name: words.all.stands, cell: stands },
        ]}
      />
      <Actions>
        <ButtonAway look="secondary" href="/v1/open-data-catalogue" download>
          {words.catalogue}
        </ButtonAway>
      </Actions>
    </Section>
  )
}
