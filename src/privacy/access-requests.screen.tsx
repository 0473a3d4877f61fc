/** Requests of people who ask what is kept about them: recorded and watched by the desk, answered by a care co-ordinator. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import type { DossierList } from '../dossier/dossier.schema.ts'
import { call, useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Checkbox,
  Choice,
  Empty,
  Form,
  Notice,
  Page,
  Refusal,
  Section,
  Select,
  TextField,
} from '../web/parts/index.ts'
import { type Problem, Refused } from '../web/problem.ts'
import { saveFile } from '../web/save-file.ts'
import { useHasFunction } from '../web/session.ts'
import type {
  AccessAnswer,
  AccessRequestBody,
  AccessRequestList,
  AccessRequestMade,
  AccessRequestShown,
  StepBody,
  StepTaken,
} from './access-request.schema.ts'
import { EXTENSION_REASONS, RECOGNISED } from './access-request.ts'

type Shown = Static<typeof AccessRequestShown>
type Step = Static<typeof StepBody>
const PATH = '/subject-access-requests'

export const AccessRequestsScreen = (): ReactNode => {
  const words = useWords().privacy.requests
  const requests = useAnswer<typeof AccessRequestList>(PATH)
  return (
    <Page title={words.title} lead={words.lead}>
      <Section title={words.record} surface>
        <Recording />
      </Section>
      <Section title={words.list}>
        <Answer
          of={requests}
          isEmpty={({ accessRequests }) => accessRequests.length === 0}
          empty={
            <Empty title={words.none}>
              <p>{words.noneText}</p>
            </Empty>
          }
        >
          {({ accessRequests }) => (
            <Cards>
              {accessRequests.map((each) => (
                <RequestCard key={each.accessRequestId} request={each} />
              ))}
            </Cards>
          )}
        </Answer>
      </Section>
    </Page>
  )
}

/** Files that the own house holds, for who may read them. */
const useFiles = (): readonly { readonly value: string; readonly label: string }[] => {
  const words = useWords().privacy.requests
  const answers = useHasFunction(['care-coordinator'])
  const { data } = useAnswer<typeof DossierList>('/dossiers?limit=100', { enabled: answers })
  return (data?.dossiers ?? [])
    .filter(({ mine }) => mine)
    .map(({ dossierId, name }) => ({ value: dossierId, label: name ?? words.noName(dossierId.slice(0, 8)) }))
}

type Way = (typeof RECOGNISED)[number]

const Recording = (): ReactNode => {
  const words = useWords().privacy.requests
  const files = useFiles()
  const [received, setReceived] = useState('')
  const [way, setWay] = useState<Way | ''>('')
  const [file, setFile] = useState('')
  const [tried, setTried] = useState(false)
  const record = useSend<typeof AccessRequestBody, typeof AccessRequestMade>(PATH, {
    refresh: [PATH],
    onDone: () => {
      setReceived('')
      setWay('')
      setFile('')
      setTried(false)
    },
  })
  const send = (): void => {
    setTried(true)
    if (received === '' || way === '') return
    record.send({ receivedDate: received, recognised: way, ...(file === '' ? {} : { dossierId: file }) })
  }
  return (
    <Form label={words.record} onSubmit={send}>
      <TextField
        type="date"
        label={words.received}
        value={received}
        onChange={setReceived}
        error={tried && received === '' ? words.chooseDate : undefined}
      />
      <Choice
        label={words.recognised}
        value={way}
        onChange={setWay}
        error={tried && way === '' ? words.chooseWay : undefined}
        options={RECOGNISED.map((value) => ({ value, label: words.ways[value] }))}
      />
      {files.length === 0 ? null : (
        <Select label={words.file} value={file} options={files} onChange={setFile} choose={words.fileLater} />
      )}
      <Refusal problem={record.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={record.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}

const RequestCard = ({ request }: { readonly request: Shown }): ReactNode => {
  const words = useWords().privacy.requests
  const { language } = useLanguage()
  const { state, late, abilities } = request
  const title = words.card(formatDay(request.receivedDate, language))
  return (
    <Card
      title={title}
      tone={state !== 'open' ? 'done' : late ? 'attention' : 'plain'}
      aside={<Clock request={request} />}
      meta={[
        words.ways[request.recognised as Way] ?? request.recognised,
        request.extendedBecause && words.extendedBecause[request.extendedBecause],
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      {state === 'open' ? (
        <>
          <p>{words.due(formatDay(request.dueDate, language))}</p>
          {request.linked ? (
            abilities.includes('make-access-answer') ? null : (
              <p className="soft">{words.linked}</p>
            )
          ) : (
            <p className="soft">{words.notLinked}</p>
          )}
          {abilities.includes('link-access-request') ? <Linking id={request.accessRequestId} /> : null}
          {abilities.includes('make-access-answer') ? <Making id={request.accessRequestId} of={title} /> : null}
          {abilities.includes('extend-access-request') ? <Extending id={request.accessRequestId} of={title} /> : null}
          {abilities.includes('close-access-request') ? <Closing id={request.accessRequestId} of={title} /> : null}
        </>
      ) : null}
    </Card>
  )
}

const Clock = ({ request }: { readonly request: Shown }): ReactNode => {
  const words = useWords().privacy.requests
  const { language } = useLanguage()
  const { state, late, daysLeft, endedDate = '' } = request
  if (state === 'answered') return <Badge tone="done">{words.ended(formatDay(endedDate, language), late)}</Badge>
  if (state === 'withdrawn') return <Badge tone="done">{words.withdrawn(formatDay(endedDate, language))}</Badge>
  if (late) return <Badge tone="attention">{words.late(-daysLeft)}</Badge>
  return (
    <Badge tone={daysLeft <= 7 ? 'attention' : 'plain'}>{daysLeft === 0 ? words.lastDay : words.left(daysLeft)}</Badge>
  )
}

const useStep = (id: string) => useSend<typeof StepBody, typeof StepTaken>(`${PATH}/${id}/steps`, { refresh: [PATH] })

const Linking = ({ id }: { readonly id: string }): ReactNode => {
  const words = useWords().privacy.requests
  const files = useFiles()
  const [file, setFile] = useState('')
  const [tried, setTried] = useState(false)
  const step = useStep(id)
  return (
    <Form
      label={words.file}
      onSubmit={() => {
        setTried(true)
        if (file !== '') step.send({ step: 'linked', dossierId: file })
      }}
    >
      <Select
        label={words.file}
        value={file}
        options={files}
        onChange={setFile}
        choose=""
        error={tried && file === '' ? words.chooseFile : undefined}
      />
      <Refusal problem={step.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={step.busy}>
          {words.link}
        </Button>
      </Actions>
    </Form>
  )
}

type Language = 'nl' | 'en'
type Made = Static<typeof AccessAnswer>

// Asked when the button is pressed and kept nowhere: not among the answers that other screens read again.
const Making = ({ id, of }: { readonly id: string; readonly of: string }): ReactNode => {
  const words = useWords().privacy.requests
  const [language, setLanguage] = useState<Language>('nl')
  const [made, setMade] = useState<Made>()
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const make = async (): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      setMade(await call<typeof AccessAnswer>('GET', `${PATH}/${id}/answers/${language}`))
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault
      setProblem(fault.problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <details className="details">
      <summary>
        {words.make}
        <span className="visually-hidden">: {of}</span>
      </summary>
      <div>
        <p>{words.makeText}</p>
        <Choice
          label={words.language}
          value={language}
          onChange={(chosen) => {
            setLanguage(chosen)
            setMade(undefined)
          }}
          lay="row"
          options={(['nl', 'en'] as const).map((value) => ({ value, label: words.languages[value] }))}
        />
        <Refusal problem={problem} />
        <Actions>
          <Button look="primary" busy={busy} onClick={() => void make()}>
            {words.make}
          </Button>
        </Actions>
        {made ? <Ready made={made} /> : null}
      </div>
    </details>
  )
}

const Ready = ({ made }: { readonly made: Made }): ReactNode => {
  const words = useWords().privacy.requests
  const { document, fileName, page } = made
  return (
    <Notice kind="done" announce>
      <p>{words.ready(document.sections.filter(({ rows }) => rows.length > 0).length)}</p>
      <Actions>
        <Button onClick={() => saveFile(`${fileName}.html`, 'text/html', page)}>{words.page}</Button>
        <Button
          onClick={() => saveFile(`${fileName}.json`, 'application/json', JSON.stringify(document, undefined, 2))}
        >
          {words.data}
        </Button>
      </Actions>
      <p>{words.leftOut}</p>
      <ul lang={document.language}>
        {document.leftOut.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </Notice>
  )
}

const Extending = ({ id, of }: { readonly id: string; readonly of: string }): ReactNode => {
  const words = useWords().privacy.requests
  const [reason, setReason] = useState<(typeof EXTENSION_REASONS)[number] | ''>('')
  const [told, setTold] = useState(false)
  const [tried, setTried] = useState(false)
  const step = useStep(id)
  return (
    <details className="details">
      <summary>
        {words.extend}
        <span className="visually-hidden">: {of}</span>
      </summary>
      <div>
        <p>{words.extendText}</p>
        <Form
          label={words.extend}
          onSubmit={() => {
            setTried(true)
            if (reason !== '' && told) step.send({ step: 'extended', reason, told })
          }}
        >
          <Choice
            label={words.why}
            value={reason}
            onChange={setReason}
            error={tried && reason === '' ? words.chooseReason : undefined}
            options={EXTENSION_REASONS.map((value) => ({ value, label: words.reasons[value] }))}
          />
          <Checkbox
            label={words.told}
            checked={told}
            onChange={setTold}
            {...(tried && !told ? { hint: words.mustTell } : {})}
          />
          <Refusal problem={step.refused} />
          <Actions>
            <Button type="submit" busy={step.busy}>
              {words.save}
            </Button>
          </Actions>
        </Form>
      </div>
    </details>
  )
}

const Closing = ({ id, of }: { readonly id: string; readonly of: string }): ReactNode => {
  const words = useWords().privacy.requests
  const step = useStep(id)
  const end = (kind: Step['step']) => () => step.send({ step: kind })
  return (
    <details className="details">
      <summary>
        {words.close}
        <span className="visually-hidden">: {of}</span>
      </summary>
      <div>
        <Refusal problem={step.refused} />
        <Actions>
          <Button busy={step.busy} onClick={end('answered')}>
            {words.answered}
          </Button>
          <Button busy={step.busy} onClick={end('withdrawn')}>
            {words.takenBack}
          </Button>
        </Actions>
      </div>
    </details>
  )
}
