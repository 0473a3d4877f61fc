/** The person's own page, switched on side by side, its link shown once; and the card that does the same on paper. */
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { AskErasure } from '../retention/ask-erasure.screen.tsx'
import { useAnswer, useSend } from '../web/api.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  ButtonAway,
  Checkbox,
  Choice,
  Notice,
  Refusal,
  Section,
  TextField,
} from '../web/parts/index.ts'
import { DIRECTIONS, LANGUAGE_NAMES, PERSON_LANGUAGES, type PersonLanguage } from '../words/person.ts'
import { CopyButton } from './copy.screen.tsx'
import type { CodeRenewed, DossierShown, PageSwitched, PaperCard, RenewCode, SwitchPage } from './dossier.schema.ts'
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
  const path = `/dossiers/${dossier.dossierId}`
  const change = useSend<typeof SwitchPage, typeof PageSwitched>(`${path}/page-switches`, { refresh: [path] })
  return (
    <Section
      title={words.pageTitle}
      lead={words.pageLead}
      aside={<Badge tone={dossier.pageOn ? 'accent' : 'plain'}>{dossier.pageOn ? words.pageOn : words.pageOff}</Badge>}
      surface
    >
      {change.answer?.token ? <Once token={change.answer.token} code={change.answer.code} /> : null}
      {change.answer && !change.answer.pageOn ? (
        <Notice kind="done" announce>
          {words.switchedOff}
        </Notice>
      ) : null}
      {dossier.abilities.includes('switch-page-on') ? (
        <SwitchOn
          refused={<Refusal problem={change.refused} />}
          busy={change.busy}
          onSwitch={(code) => change.send({ on: true, besideHer: true, ...(code === '' ? {} : { code }) })}
        />
      ) : null}
      {dossier.abilities.includes('renew-page-code') ? <NewCode dossier={dossier} /> : null}
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

const SwitchOn = (props: {
  readonly refused: ReactNode
  readonly busy: boolean
  readonly onSwitch: (code: string) => void
}): ReactNode => {
  const words = useWords().dossier.card
  const [beside, setBeside] = useState(false)
  const [tried, setTried] = useState(false)
  const [code, setCode] = useState('')
  const switchOn = (): void => {
    setTried(true)
    if (beside) props.onSwitch(code.trim())
  }
  return (
    <>
      <TextField label={words.code} hint={words.codeHint} value={code} onChange={setCode} />
      <Checkbox
        label={words.beside}
        checked={beside}
        onChange={setBeside}
        {...(tried && !beside ? { hint: words.besideMissing } : {})}
      />
      {props.refused}
      <Actions>
        <Button look="primary" busy={props.busy} onClick={switchOn}>
          {words.on}
        </Button>
      </Actions>
    </>
  )
}

type ToldHow = Static<typeof RenewCode>['told']

/** Forgotten, or locked after five wrong ones: a new code, told beside her, by telephone or on paper. The link stays. */
const NewCode = ({ dossier }: { readonly dossier: DossierShown }): ReactNode => {
  const words = useWords().dossier.card
  const path = `/dossiers/${dossier.dossierId}`
  const renew = useSend<typeof RenewCode, typeof CodeRenewed>(`${path}/page-codes`, { refresh: [path] })
  const [told, setTold] = useState<ToldHow>('beside-her')
  return (
    <>
      {dossier.pageLocked ? (
        <Notice kind="attention" title={words.locked}>
          <p>{words.lockedWhy}</p>
        </Notice>
      ) : null}
      {renew.answer?.code ? (
        <Notice kind="attention" title={words.codeOnce} announce>
          <p className="once">{renew.answer.code}</p>
        </Notice>
      ) : null}
      <Choice
        lay="row"
        label={words.newCode}
        value={told}
        options={TOLD.map((value) => ({ value, label: words.told[value] }))}
        onChange={setTold}
      />
      <Refusal problem={renew.refused} />
      <Actions>
        <Button busy={renew.busy} onClick={() => renew.send({ told })}>
          {words.newCodeMake}
        </Button>
      </Actions>
    </>
  )
}
const TOLD: readonly ToldHow[] = ['beside-her', 'by-phone', 'on-paper']

const Once = ({ token, code }: { readonly token: string; readonly code: string | undefined }): ReactNode => {
  const words = useWords().dossier.card
  const [language, setLanguage] = useState<PersonLanguage>(useLanguage().language)
  const address = `${window.location.origin}/mijn/${encodeURIComponent(token)}${language === 'nl' ? '' : `/${language}`}`
  return (
    <Notice kind="attention" title={words.link} announce>
      <p>{words.linkWhy}</p>
      <Choice
        lay="row"
        label={words.pageLanguage}
        value={language}
        options={PERSON_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        onChange={setLanguage}
      />
      <p className="once">{address}</p>
      {code ? (
        <>
          <p>{words.codeOnce}</p>
          <p className="once">{code}</p>
        </>
      ) : null}
      <Actions>
        <CopyButton text={address} label={words.copyLink} />
      </Actions>
    </Notice>
  )
}

const OnPaper = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().dossier.card
  const [language, setLanguage] = useState<PersonLanguage>(useLanguage().language)
  const card = useAnswer<typeof PaperCard>(`/dossiers/${dossierId}/paper-cards/${language}`)
  return (
    <Section title={words.cardTitle} lead={words.cardLead}>
      <div className="no-print">
        <Choice
          lay="row"
          label={words.cardLanguage}
          value={language}
          options={PERSON_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={setLanguage}
        />
      </div>
      <Answer of={card}>
        {({ parts = [] }) => (
          <>
            <div className="paper-card print-only-this" lang={language} dir={DIRECTIONS[language]}>
              {parts.map((part) => (
                <div key={part.title}>
                  <h3>{part.title}</h3>
                  {part.lines.map((line) => (
                    <p key={line}>{line}</p>
                  ))}
                </div>
              ))}
            </div>
            <Actions>
              <ButtonAway
                look="secondary"
                href={`/v1/dossiers/${dossierId}/paper-card-files/${language}`}
                download="overzicht.pdf"
              >
                {words.pdf}
              </ButtonAway>
              <Button onClick={() => window.print()}>{words.print}</Button>
            </Actions>
          </>
        )}
      </Answer>
    </Section>
  )
}
