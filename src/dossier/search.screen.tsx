/** Searching what one may read: one field, and what was found with where and how. What was sought stands in no address and is gone with the screen. */
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import {
  Actions,
  Button,
  Card,
  Cards,
  Empty,
  Form,
  Notice,
  Page,
  Refusal,
  Section,
  TextField,
} from '../web/parts/index.ts'
import { useMunicipalityName } from './names.screen.ts'
import type { FoundDossier, FoundDossiers, SearchDossiers } from './search.schema.ts'
import { SOUGHT_MAX } from './search.ts'

export const SearchScreen = (): ReactNode => {
  const words = useWords().dossier.search
  const [sought, setSought] = useState('')
  const [tried, setTried] = useState(false)
  const search = useSend<typeof SearchDossiers, typeof FoundDossiers>('/dossier-searches')
  const typed = sought.trim()
  const wrong = typed === '' ? words.empty : typed.length > SOUGHT_MAX ? words.tooLong(SOUGHT_MAX) : undefined
  const find = (): void => {
    setTried(true)
    // What was said about the last try is not about this one.
    if (wrong === undefined) search.send({ sought: typed })
    else search.reset()
  }
  return (
    <Page title={words.title} lead={words.lead}>
      <Form label={words.title} onSubmit={find}>
        <TextField
          type="search"
          label={words.field}
          hint={words.hint}
          value={sought}
          onChange={setSought}
          error={tried ? wrong : undefined}
        />
        <Refusal problem={search.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={search.busy}>
            {words.find}
          </Button>
        </Actions>
      </Form>
      <p className="soft">{words.kept}</p>
      {search.answer && !search.refused ? <Found answer={search.answer} again={find} busy={search.busy} /> : null}
    </Page>
  )
}

const Found = (props: {
  readonly answer: {
    readonly dossiers: readonly FoundDossier[]
    readonly more: boolean
    readonly chaptersToReadIn: number
  }
  readonly again: () => void
  readonly busy: boolean
}): ReactNode => {
  const words = useWords().dossier.search
  const { dossiers, more, chaptersToReadIn } = props.answer
  return (
    <>
      <output className="visually-hidden">{dossiers.length === 0 ? words.none : words.found(dossiers.length)}</output>
      {chaptersToReadIn === 0 ? null : (
        <Notice kind="info">
          <p>{words.readIn(chaptersToReadIn)}</p>
          <Actions>
            <Button onClick={props.again} busy={props.busy}>
              {words.again}
            </Button>
          </Actions>
        </Notice>
      )}
      {more ? <Notice kind="info">{words.more}</Notice> : null}
      {dossiers.length === 0 ? (
        <Empty title={words.none}>
          <p>{words.noneHint}</p>
        </Empty>
      ) : (
        <Section title={words.found(dossiers.length)}>
          <Cards label={words.title}>
            {dossiers.map((each) => (
              <FoundCard key={each.dossierId} dossier={each} />
            ))}
          </Cards>
        </Section>
      )}
    </>
  )
}

const FoundCard = ({ dossier }: { readonly dossier: FoundDossier }): ReactNode => {
  const words = useWords().dossier
  const municipality = useMunicipalityName(dossier.municipalityCode)
  const chapters: Readonly<Record<string, string>> = words.chapters
  const about = [
    dossier.mine ? undefined : dossier.holder.name,
    municipality,
    dossier.stage === 'open' ? undefined : (words.stages[dossier.stage] ?? dossier.stage),
  ].filter((each) => each !== undefined)
  return (
    <Card
      title={dossier.name ?? words.list.nameUnknown}
      link={{ to: '/app/dossiers/$dossierId', params: { dossierId: dossier.dossierId } }}
      {...(about.length > 0 ? { meta: about.join(' · ') } : {})}
    >
      <ul>
        {dossier.chapters.map(({ chapter, how }) => (
          <li key={chapter}>{words.search.inChapter(chapters[chapter] ?? chapter, words.search.how[how])}</li>
        ))}
      </ul>
    </Card>
  )
}
