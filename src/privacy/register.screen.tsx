/** For the privacy officer: what the organisation does with personal data, on which ground; to keep and to print. */
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { type Language, useLanguage, useWords } from '../web/language.tsx'
import { Actions, Answer, Badge, Button, Card, Cards, Facts, Notice, Page, Section } from '../web/parts/index.ts'
import { saveFile } from '../web/save-file.ts'
import type { Words } from '../words/nl.ts'
import { toCsv } from './csv.ts'
import type { Activity, ProcessingRegister } from './register.schema.ts'

type Register = Static<typeof ProcessingRegister>
type Row = Static<typeof Activity>

export const RegisterScreen = (): ReactNode => {
  const words = useWords().privacy.register
  const register = useAnswer<typeof ProcessingRegister>('/processing-register')
  return (
    <Page title={words.title} lead={words.lead}>
      <Notice kind="attention">
        <p>{words.unreviewed}</p>
      </Notice>
      <Answer of={register}>{(answer) => <Whole register={answer} />}</Answer>
    </Page>
  )
}

const Whole = ({ register }: { readonly register: Register }): ReactNode => {
  const all = useWords()
  const words = all.privacy.register
  const { language } = useLanguage()
  return (
    <>
      <div className="no-print">
        <Actions>
          <Button
            look="primary"
            onClick={() =>
              saveFile(
                `${words.fileName}-${register.madeAt.slice(0, 10)}.csv`,
                'text/csv',
                csvOf(register, all, language),
              )
            }
          >
            {words.download}
          </Button>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </Actions>
      </div>
      <Section title={words.organisation}>
        <Facts rows={organisationRows(register, all, language)} />
      </Section>
      <Section title={words.activities}>
        <Cards>
          {register.activities.map((activity) => (
            <ActivityCard key={activity.purpose} activity={activity} />
          ))}
        </Cards>
      </Section>
      {register.never.map((each) => (
        <Section key={each.purpose} title={words.never}>
          <p>{words.neverText(kindsText(each.receivers, all))}</p>
          <p className="soft">
            {each.purpose} {each[language]} · {each.basis}
          </p>
        </Section>
      ))}
      <Section title={words.measures} lead={words.measuresLead}>
        <Facts rows={register.measures.map((each) => ({ key: each.id, name: each.document, value: each[language] }))} />
      </Section>
    </>
  )
}

const kindsText = (kinds: readonly string[], { desk, privacy }: Words): string =>
  kinds.map((each) => desk.kinds[each] ?? privacy.register.kinds[each] ?? each).join(', ')

const organisationRows = (register: Register, all: Words, language: Language) => {
  const words = all.privacy.register
  const { organisation, dataProtectionOfficer: officer, terms, outsideEu } = register
  const pointText = (point: { nl: string; en: string; phone: string; mail: string }): string =>
    `${point[language]}, ${point.phone}, ${point.mail}`
  const termText =
    terms === undefined
      ? words.noTerms
      : terms.length === 0
        ? words.noTermsHere
        : terms.map((each) => `${each[language]}: ${words.years(each.years)} (${each.article})`).join('; ')
  return [
    { key: 'name', name: words.organisation, value: organisation.name },
    { key: 'kind', name: words.kind, value: kindsText([organisation.kind], all) },
    { key: 'contact', name: words.contact, value: organisation.contacts.map(pointText).join('; ') || words.noContact },
    { key: 'officer', name: words.officer, value: officer ? pointText(officer) : words.noOfficer },
    { key: 'eu', name: words.outsideEu, value: outsideEu.length === 0 ? words.noneOutsideEu : outsideEu.join(', ') },
    { key: 'terms', name: words.terms, value: termText },
    { key: 'made', name: words.made('').trim(), value: formatMoment(register.madeAt, language) },
  ]
}

const certaintyText = (activity: Row, { privacy }: Words): string =>
  activity.certainty.map((each) => privacy.register.certainties[each] ?? each).join('; ')
const peopleText = ({ people }: Row, { privacy }: Words): string =>
  people.map((each) => privacy.register.peopleWords[each] ?? each).join(', ') || privacy.register.nobody
const classText = ({ dataClasses }: Row, { privacy }: Words): string =>
  dataClasses.map((each) => privacy.register.classWords[each] ?? each).join('; ')
const consentText = ({ consent }: Row, { privacy }: Words): string => privacy.register.consents[consent] ?? consent

const ActivityCard = ({ activity }: { readonly activity: Row }): ReactNode => {
  const all = useWords()
  const words = all.privacy.register
  const { language } = useLanguage()
  const { operations, receivers, sources, note, done30, done365, refused30, refused365 } = activity
  const rows = [
    { key: 'basis', name: words.basis, value: `${activity.basis} (${certaintyText(activity, all)})` },
    { key: 'consent', name: words.consent, value: consentText(activity, all) },
    { key: 'people', name: words.people, value: peopleText(activity, all) },
    { key: 'classes', name: words.classes, value: classText(activity, all) },
    { key: 'receivers', name: words.receivers, value: kindsText(receivers, all) },
    { key: 'sources', name: words.sources, value: kindsText(sources, all) },
    { key: 'note', name: words.note, value: language === 'en' ? note : '' },
    { key: 'acted', name: words.acted, value: words.actedText(done30, done365) },
    { key: 'refused', name: words.refused, value: words.actedText(refused30, refused365) },
  ]
  return (
    <Card
      title={`${activity.purpose} ${activity[language]}`}
      aside={activity.of === 'installation' ? <Badge tone="plain">{words.installation}</Badge> : undefined}
      meta={activity.roles.includes('inside') ? words.inside : undefined}
    >
      <Facts rows={rows.filter(({ value }) => value !== '')} />
      {operations.length === 0 ? (
        <p className="soft">{words.noOperations}</p>
      ) : (
        <details className="details">
          <summary>
            {words.operations} ({operations.length})
          </summary>
          <ul lang="nl">
            {operations.map((each) => (
              <li key={each.operationId}>{each.summary}</li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}

const csvOf = (register: Register, all: Words, language: Language): string => {
  const words = all.privacy.register
  const head = [
    ...[words.purpose, words.basis, words.certainty, words.consent, words.people, words.classes, words.receivers],
    ...[words.sources, words.operations, words.month, words.year, words.refusedMonth, words.refusedYear],
  ]
  return toCsv([
    ...organisationRows(register, all, language).map(({ name, value }) => [name, value]),
    [],
    head,
    ...register.activities.map((each) => [
      `${each.purpose} ${each[language]}`,
      each.basis,
      certaintyText(each, all),
      consentText(each, all),
      peopleText(each, all),
      classText(each, all),
      kindsText(each.receivers, all),
      kindsText(each.sources, all),
      each.operations.map(({ summary }) => summary).join('; '),
      ...[each.done30, each.done365, each.refused30, each.refused365],
    ]),
    [],
    ...register.never.map((each) => [words.never, `${each.purpose} ${each[language]}`, kindsText(each.receivers, all)]),
    ...register.measures.map((each) => [words.measures, each[language], each.document]),
  ])
}
