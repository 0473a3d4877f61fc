/** The person's own page, switched on side by side, its link shown once; and the card that does the same on paper. */
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { AskErasure } from '../retention/ask-erasure.screen.tsx'
import { useAnswer, useSend } from '../web/api.ts'
import { LANGUAGES, type Language, useLanguage, useWords } from '../web/language.tsx'
import { Actions, Answer, Badge, Button, Checkbox, Choice, Notice, Refusal, Section } from '../web/parts/index.ts'
import { CopyButton } from './copy.screen.tsx'
import type { DossierShown, PageSwitched, PaperCard, SwitchPage } from './dossier.schema.ts'
import { DossierPage } from './dossier-page.screen.tsx'

const route = getRouteApi('/signed-in/app/dossiers/$dossierId/kaartje')

export const CardScreen = (): ReactNode => {
  const words = useWords().dossier.card
  const { dossierId } = route.useParams()
  return (
    <DossierPage dossierId={dossierId} title={words.title}>
      {(dossier) => (
        <>
          <div className="no-print">
            <OwnPage dossier={dossier} />
          </div>
          <OnPaper dossierId={dossierId} />
          <div className="no-print">
            <AskErasure dossierId={dossierId} />
          </div>
        </>
      )}
    </DossierPage>
  )
}

const OwnPage = ({ dossier }: { readonly dossier: DossierShown }): ReactNode => {
  const words = useWords().dossier.card
  const [beside, setBeside] = useState(false)
  const [tried, setTried] = useState(false)
  const path = `/dossiers/${dossier.dossierId}`
  const change = useSend<typeof SwitchPage, typeof PageSwitched>(`${path}/page-switches`, { refresh: [path] })
  const switchOn = (): void => {
    setTried(true)
    if (beside) change.send({ on: true, besideHer: true })
  }
  return (
    <Section
      title={words.pageTitle}
      lead={words.pageLead}
      aside={<Badge tone={dossier.pageOn ? 'accent' : 'plain'}>{dossier.pageOn ? words.pageOn : words.pageOff}</Badge>}
      surface
    >
      {change.answer?.token ? <Once token={change.answer.token} /> : null}
      {change.answer && !change.answer.pageOn ? (
        <Notice kind="done" announce>
          {words.switchedOff}
        </Notice>
      ) : null}
      {dossier.abilities.includes('switch-page-on') ? (
        <>
          <Checkbox
            label={words.beside}
            checked={beside}
            onChange={setBeside}
            {...(tried && !beside ? { hint: words.besideMissing } : {})}
          />
          <Refusal problem={change.refused} />
          <Actions>
            <Button look="primary" busy={change.busy} onClick={switchOn}>
              {words.on}
            </Button>
          </Actions>
        </>
      ) : null}
      {dossier.abilities.includes('switch-page-off') ? (
        <>
          <Refusal problem={change.refused} />
          <Actions>
            <Button busy={change.busy} onClick={() => change.send({ on: false })}>
              {words.off}
            </Button>
          </Actions>
        </>
      ) : null}
    </Section>
  )
}

const Once = ({ token }: { readonly token: string }): ReactNode => {
  const words = useWords().dossier.card
  const address = `${window.location.origin}/mijn/${encodeURIComponent(token)}`
  return (
    <Notice kind="attention" title={words.link} announce>
      <p>{words.linkWhy}</p>
      <p className="once">{address}</p>
      <Actions>
        <CopyButton text={address} label={words.copyLink} />
      </Actions>
    </Notice>
  )
}

const NAMES: Readonly<Record<Language, string>> = { nl: 'Nederlands', en: 'English' }

const OnPaper = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().dossier.card
  const [language, setLanguage] = useState<Language>(useLanguage().language)
  const card = useAnswer<typeof PaperCard>(`/dossiers/${dossierId}/paper-cards/${language}`)
  return (
    <Section title={words.cardTitle} lead={words.cardLead}>
      <div className="no-print">
        <Choice
          lay="row"
          label={words.cardLanguage}
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
          onChange={setLanguage}
        />
      </div>
      <Answer of={card}>
        {({ lines }) => (
          <>
            <div className="paper-card print-only-this" lang={language}>
              {lines.map((line, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines of a card have no other name than their place
                <p key={place}>{line}</p>
              ))}
            </div>
            <Actions>
              <Button onClick={() => window.print()}>{words.print}</Button>
            </Actions>
          </>
        )}
      </Answer>
    </Section>
  )
}
