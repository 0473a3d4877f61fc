/** Dossiers that this organisation holds or was let into; the list can be narrowed, nothing is looked up elsewhere. */
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  ButtonLink,
  Card,
  Cards,
  Empty,
  Form,
  Page,
  Refusal,
  Section,
  TextField,
} from '../web/parts/index.ts'
import { ChooseMunicipality } from './choose.screen.tsx'
import type { DossierList, ListedDossier, Made, OpenDossier } from './dossier.schema.ts'
import { useMunicipalityName } from './names.screen.ts'

export const DossiersScreen = (): ReactNode => {
  const words = useWords().dossier
  const first = useAnswer<typeof DossierList>('/dossiers?limit=50')
  const mayOpen = first.data?.abilities.includes('open-dossier') ?? false
  return (
    <Page
      title={words.list.title}
      lead={words.list.lead}
      action={
        <Actions>
          {mayOpen ? <ButtonLink to="/app/dossiers/nieuw">{words.list.open}</ButtonLink> : null}
          <ButtonLink to="/app/zoeken" look="secondary">
            {words.search.title}
          </ButtonLink>
        </Actions>
      }
    >
      <Answer of={first} isEmpty={(answer) => answer.dossiers.length === 0} empty={<Empty title={words.list.empty} />}>
        {(answer) => <Found first={answer.dossiers} next={answer.nextCursor} />}
      </Answer>
    </Page>
  )
}

const Found = (props: { readonly first: readonly ListedDossier[]; readonly next: string | undefined }): ReactNode => {
  const words = useWords().dossier
  const [typed, setTyped] = useState('')
  const lists = (dossiers: readonly ListedDossier[]) => dossiers.filter((each) => isMeant(each, typed))
  return (
    <>
      <TextField
        type="search"
        label={words.list.filter}
        hint={words.list.filterHint}
        value={typed}
        onChange={setTyped}
      />
      <Lists dossiers={lists(props.first)} typed={typed} />
      {props.next ? <NextPages cursor={props.next} keep={lists} /> : null}
    </>
  )
}

const Lists = ({
  dossiers,
  typed,
}: {
  readonly dossiers: readonly ListedDossier[]
  readonly typed: string
}): ReactNode => {
  const words = useWords().dossier
  const parts = [
    { title: words.list.mine, dossiers: dossiers.filter(({ mine }) => mine) },
    { title: words.list.inReach, dossiers: dossiers.filter(({ mine }) => !mine) },
  ]
  return (
    <>
      <output className="visually-hidden">{words.list.count(dossiers.length)}</output>
      {typed !== '' && dossiers.length === 0 ? <Empty title={words.list.noneFound} /> : null}
      {parts
        .filter((part) => part.dossiers.length > 0)
        .map((part) => (
          <Section
            key={part.title}
            title={part.title}
            aside={<span className="soft">{words.list.count(part.dossiers.length)}</span>}
          >
            <Cards>
              {part.dossiers.map((each) => (
                <DossierCard key={each.dossierId} dossier={each} />
              ))}
            </Cards>
          </Section>
        ))}
    </>
  )
}

// Each page is read when it is asked for; the pages before it stay.
const NextPages = (props: {
  readonly cursor: string
  readonly keep: (dossiers: readonly ListedDossier[]) => readonly ListedDossier[]
}): ReactNode => {
  const words = useWords().dossier
  const [asked, setAsked] = useState(false)
  const page = useAnswer<typeof DossierList>(`/dossiers?limit=50&cursor=${encodeURIComponent(props.cursor)}`, {
    enabled: asked,
  })
  if (!asked) {
    return (
      <Actions>
        <Button onClick={() => setAsked(true)}>{words.list.more}</Button>
      </Actions>
    )
  }
  return (
    <Answer of={page}>
      {(answer) => (
        <>
          <Lists dossiers={props.keep(answer.dossiers)} typed="" />
          {answer.nextCursor ? <NextPages cursor={answer.nextCursor} keep={props.keep} /> : null}
        </>
      )}
    </Answer>
  )
}

const DossierCard = ({ dossier }: { readonly dossier: ListedDossier }): ReactNode => {
  const words = useWords().dossier
  const { language } = useLanguage()
  const municipality = useMunicipalityName(dossier.municipalityCode)
  const stages: Readonly<Record<string, string>> = words.handoverStages
  const waits = dossier.handoverStage === 'offered' || dossier.handoverStage === 'seen'
  const about = [
    dossier.mine ? undefined : dossier.holder.name,
    municipality,
    words.list.openedOn(formatDay(dossier.openedAt.slice(0, 10), language)),
  ]
  return (
    <Card
      title={dossier.name ?? words.list.nameUnknown}
      link={{ to: '/app/dossiers/$dossierId', params: { dossierId: dossier.dossierId } }}
      aside={
        dossier.handoverStage ? (
          <Badge tone={waits ? 'attention' : 'plain'}>
            {words.page.handover}: {stages[dossier.handoverStage] ?? dossier.handoverStage}
          </Badge>
        ) : null
      }
      meta={about.filter((each) => each !== undefined).join(' · ')}
    />
  )
}

const isMeant = ({ name, holder }: ListedDossier, typed: string): boolean =>
  [name ?? '', holder.name].some((each) => each.toLocaleLowerCase('nl').includes(typed.trim().toLocaleLowerCase('nl')))

/** A new dossier: a name as it was heard, a municipality, and when; all three may be left open. */
export const NewDossierScreen = (): ReactNode => {
  const words = useWords().dossier
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [municipality, setMunicipality] = useState('')
  const [happened, setHappened] = useState('')
  const open = useSend<typeof OpenDossier, ReturnType<typeof Made>>('/dossiers', {
    refresh: ['/dossiers'],
    onDone: ({ dossierId }) => void (dossierId && navigate({ to: '/app/dossiers/$dossierId', params: { dossierId } })),
  })
  return (
    <Page
      title={words.list.openTitle}
      lead={words.list.openLead}
      back={{ to: '/app/dossiers', label: words.page.back }}
      width="text"
    >
      <Form
        onSubmit={() =>
          open.send({
            ...(municipality === '' ? {} : { municipalityCode: municipality }),
            ...(happened === '' ? {} : { happenedDate: happened }),
            ...(name.trim() === '' ? {} : { fields: [{ field: 'name', value: name.trim() }] }),
          })
        }
      >
        <TextField label={words.fields['name'] ?? 'name'} value={name} onChange={setName} maxLength={200} />
        <ChooseMunicipality label={words.page.municipality} onChoose={setMunicipality} />
        <TextField type="date" width="short" label={words.note.happened} value={happened} onChange={setHappened} />
        <Refusal problem={open.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={open.busy}>
            {words.list.openButton}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}
