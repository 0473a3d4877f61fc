/** The payer as the asker sees it: asked, waiting, or an answer in writing with its ground. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import type { RequestList } from '../care/care.schema.ts'
import { ChooseOrganisation } from '../dossier/choose.screen.tsx'
import { CopyButton } from '../dossier/copy.screen.tsx'
import { useMunicipalityOrganisation, useOrganisationName } from '../dossier/names.screen.ts'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay, formatMoment } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Form,
  Notice,
  Refusal,
  Section,
  Select,
} from '../web/parts/index.ts'
import { BedLine } from './bed-line.screen.tsx'
import { CostFields, CostLine, useCost } from './cost.screen.tsx'
import { Dispute } from './dispute.screen.tsx'
import type {
  Made,
  NewPayerRequest,
  Nothing,
  PayerLink,
  PayerRequestList,
  PayerRequestView,
  VerdictView,
} from './responsibility.schema.ts'

type PayerRequest = Static<typeof PayerRequestView>
type Verdict = Static<typeof VerdictView>

export const PayerAnswers = ({ verdict }: { readonly verdict: Verdict }): ReactNode => {
  const words = useWords().verdict.askPayer
  const requests = useAnswer<typeof PayerRequestList>('/payer-requests?limit=100', { everyMs: 5_000 })
  return (
    <Answer of={requests}>
      {(answer) => {
        const asked = answer.payerRequests.filter((each) => each.verdictId === verdict.id)
        return asked.length === 0 ? null : (
          <Section title={words.answers}>
            <Cards>
              {asked.map((each) => (
                <PayerAnswer key={each.id} request={each} verdict={verdict} />
              ))}
            </Cards>
          </Section>
        )
      }}
    </Answer>
  )
}

const PayerAnswer = ({
  request,
  verdict,
}: {
  readonly request: PayerRequest
  readonly verdict: Verdict
}): ReactNode => {
  const {
    verdict: { askPayer: words },
    dispute,
  } = useWords()
  const say = useSay()
  const { language } = useLanguage()
  const payer = useMunicipalityOrganisation(verdict.payerMunicipalityCode)
  const nameOf = useOrganisationName(payer ? [payer] : [])
  const stateOf = ({ answer, withdrawnAt, overdue }: PayerRequest): string => {
    if (withdrawnAt) return dispute.withdrawn
    if (answer) return say(answer)
    return overdue ? dispute.overdue : words.waiting
  }
  return (
    <Card
      title={nameOf(request.payerOrganisationId)}
      aside={<Badge tone={toneOf(request)}>{stateOf(request)}</Badge>}
      meta={[
        words.askedAt(formatMoment(request.askedAt, language)),
        ...(request.answeredAt ? [words.answeredAt(formatMoment(request.answeredAt, language))] : []),
        ...(request.answerBy && !request.answer && !request.withdrawnAt
          ? [dispute.answerBy(formatDay(request.answerBy, language))]
          : []),
        ...(request.answeredBy === 'link' ? [dispute.byLink] : []),
        ...(request.beforeArrival === undefined ? [] : [request.beforeArrival ? dispute.before : dispute.after]),
      ].join(' · ')}
    >
      <CostLine cost={request.cost} />
      <BedLine bed={request.bed} />
      {request.ground ? (
        <p>
          <span className="soft">{words.ground}: </span>
          {say(request.ground)}
        </p>
      ) : null}
      {request.abilities.includes('make-payer-link') ? <OpenActs request={request} /> : null}
      {request.answer && request.answer.code !== 'accepts' ? <Dispute requestId={request.id} /> : null}
    </Card>
  )
}

const toneOf = ({ answer, withdrawnAt }: PayerRequest) =>
  withdrawnAt ? 'plain' : answer?.code === 'accepts' ? 'done' : 'attention'

/** While nobody answered: a link for a payer without an account, and taking the question back. */
const OpenActs = ({ request }: { readonly request: PayerRequest }): ReactNode => {
  const words = useWords().dispute
  const { language } = useLanguage()
  const nameOf = useOrganisationName()
  const link = useSend<typeof Nothing, typeof PayerLink>(`/payer-requests/${request.id}/links`, {
    refresh: ['/payer-requests'],
  })
  const back = useSend<typeof Nothing, typeof Made>(`/payer-requests/${request.id}/withdrawals`, {
    refresh: ['/payer-requests', `/dossiers/${request.dossierId}`],
  })
  const address = link.answer && `${window.location.origin}/betaalvraag/${encodeURIComponent(link.answer.token)}`
  return (
    <>
      <Refusal problem={link.refused ?? back.refused} />
      {address ? (
        <Notice title={words.link.title} announce>
          <p>{words.link.why}</p>
          <p className="once">{address}</p>
          <Actions>
            <CopyButton text={address} label={words.link.copy} />
            <CopyButton
              text={words.link.mail(nameOf(request.askerOrganisationId), address)}
              label={words.link.copyMail}
            />
          </Actions>
        </Notice>
      ) : null}
      {request.linkSince && !address ? (
        <p className="soft">{words.link.standing(formatMoment(request.linkSince, language))}</p>
      ) : null}
      <Actions>
        {address ? null : (
          <Button busy={link.busy} onClick={() => link.send({})}>
            {request.linkSince ? words.link.again : words.link.make}
          </Button>
        )}
        <Button look="subtle" busy={back.busy} onClick={() => back.send({})}>
          {words.withdraw}
        </Button>
      </Actions>
    </>
  )
}

/** Beds that were promised for this file, as this house may see them: the day, and the house that gives it. */
const useBeds = (dossierId: string): readonly { readonly value: string; readonly label: string }[] => {
  const words = useWords().verdict.askPayer
  const { language } = useLanguage()
  const nameOf = useOrganisationName()
  const requests = useAnswer<typeof RequestList>(`/dossiers/${dossierId}/place-requests?limit=20`)
  return (requests.data?.placeRequests ?? []).flatMap(({ id, placedAt, offers }) => {
    const house = offers.find(({ wonAt }) => wonAt)?.providerOrganisationId
    if (!placedAt) return []
    return [{ value: id, label: words.bedOf(formatMoment(placedAt, language), house ? nameOf(house) : undefined) }]
  })
}

export const AskPayer = ({ verdict }: { readonly verdict: Verdict }): ReactNode => {
  const words = useWords().verdict.askPayer
  const [payer, setPayer] = useState('')
  const [tried, setTried] = useState(false)
  const [bed, setBed] = useState('')
  const beds = useBeds(verdict.dossierId)
  const cost = useCost()
  const suggested = useMunicipalityOrganisation(verdict.payerMunicipalityCode)?.name
  const ask = useSend<typeof NewPayerRequest, typeof Made>(`/verdicts/${verdict.id}/payer-requests`, {
    refresh: ['/payer-requests', `/dossiers/${verdict.dossierId}`],
  })
  return (
    <Section title={words.title} lead={words.lead} surface>
      <Form
        label={words.title}
        onSubmit={() => {
          setTried(true)
          if (payer !== '' && cost.good)
            ask.send({
              payerOrganisationId: payer,
              ...(cost.cost ? { cost: cost.cost } : {}),
              ...(bed === '' ? {} : { placeRequestId: bed }),
            })
        }}
      >
        <ChooseOrganisation
          key={suggested ?? ''}
          label={words.payer}
          hint={words.payerHint}
          {...(suggested ? { start: suggested } : {})}
          onChoose={setPayer}
          error={tried && payer === '' ? words.choose : undefined}
        />
        {beds.length === 0 ? null : (
          <Select
            label={words.bed}
            hint={words.bedHint}
            value={bed}
            options={[{ value: '', label: words.noBed }, ...beds]}
            onChange={setBed}
          />
        )}
        <CostFields of={cost} tried={tried} />
        <Refusal problem={ask.refused} />
        {ask.answer ? (
          <Notice kind="done" announce>
            {words.sent}
          </Notice>
        ) : null}
        <Actions>
          <Button type="submit" look="primary" busy={ask.busy}>
            {words.send}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}
