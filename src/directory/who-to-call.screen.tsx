/** Who do I call? A municipality and a subject give the numbers in the order to try them, and what is missing. Public. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Answer, Badge, Card, Cards, Choice, Notice, Page, Phone, Section } from '../web/parts/index.ts'
import { ChooseMunicipality, type ChosenMunicipality } from './choose-municipality.screen.tsx'
import type { ContactList } from './directory.schema.ts'
import { SUBJECTS } from './who-to-call.ts'

type Subject = (typeof SUBJECTS)[number]
type Contacts = Static<typeof ContactList>

export const WhoToCallScreen = (): ReactNode => {
  const words = useWords().whoToCall
  const [municipality, setMunicipality] = useState<ChosenMunicipality>()
  const [subject, setSubject] = useState<Subject>('victim-found')
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="stack">
        <ChooseMunicipality chosen={municipality} onChoose={setMunicipality} />
        {municipality ? (
          <Choice
            label={words.subject}
            lay="row"
            value={subject}
            onChange={setSubject}
            options={SUBJECTS.map((value) => ({ value, label: words.subjects[value] }))}
          />
        ) : null}
      </div>
      {municipality ? <ContactsOf municipality={municipality} subject={subject} /> : null}
    </Page>
  )
}

/** Whom to call in this municipality about this subject, in order, and what is missing. */
export const ContactsOf = (props: {
  readonly municipality: ChosenMunicipality
  readonly subject: Subject
}): ReactNode => {
  const path = `/municipalities/${props.municipality.code}/contacts?subject=${props.subject}`
  const contacts = useAnswer<typeof ContactList>(path)
  return <Answer of={contacts}>{(answer) => <Numbers answer={answer} />}</Answer>
}

const Numbers = ({ answer }: { readonly answer: Contacts }): ReactNode => {
  const words = useWords().whoToCall
  const { language } = useLanguage()
  return (
    <>
      <Section
        title={words.inOrder}
        aside={<span className="soft small">{words.onDay(formatDay(answer.on, language))}</span>}
      >
        <p>
          <strong>{words.danger}</strong> {words.dangerText}
        </p>
        <Cards>
          {answer.contacts.map((contact, place) => (
            <Contact key={`${contact.step.code}${contact.phone}`} contact={contact} isFirst={place === 0} />
          ))}
        </Cards>
      </Section>
      {answer.holes.length === 0 ? null : <Holes holes={answer.holes} />}
    </>
  )
}

const Contact = (props: { readonly contact: Contacts['contacts'][number]; readonly isFirst: boolean }): ReactNode => {
  const standings = useWords().keepMap.practice.stages
  const words = useWords().whoToCall
  const say = useSay()
  const { contact } = props
  return (
    <Card
      title={contact.organisation.name}
      meta={say(contact.step)}
      aside={<Badge tone={props.isFirst ? 'accent' : 'plain'}>{props.isFirst ? words.first : words.after}</Badge>}
    >
      <Phone number={contact.phone} of={contact.organisation.name} />
      <p>
        {say({ nl: contact.holderNl, en: contact.holderEn })},{' '}
        {say({ nl: contact.reachableNl, en: contact.reachableEn })}
        <br />
        <a href={`mailto:${contact.mail}`}>{contact.mail}</a>
      </p>
      {contact.standing === 'stale' || contact.standing === 'differs' ? (
        <p>
          <Badge tone="attention">{standings[contact.standing]}</Badge>
        </p>
      ) : null}
      <p className="soft small">
        {words.certainty}: {say(contact.grade)}
      </p>
    </Card>
  )
}

const Holes = ({ holes }: { readonly holes: Contacts['holes'] }): ReactNode => {
  const words = useWords().whoToCall
  const say = useSay()
  const { language } = useLanguage()
  return (
    <Section title={words.holes} lead={words.holesLead}>
      {holes.map((hole) => (
        <Notice key={`${hole.step.code}${hole.territory}`} kind="attention" title={say(hole.hole)}>
          {hole.lastFilledDate ? <p>{words.lastFilled(formatDay(hole.lastFilledDate, language))}</p> : null}
        </Notice>
      ))}
    </Section>
  )
}
