/** A place for this dossier: asked in coarse words, answered in categories, one bed for one. And what the waiting cost. */
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { DossierPage } from '../dossier/dossier-page.screen.tsx'
import { useOrganisationName } from '../dossier/names.screen.ts'
import { useAnswer, useSend } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  type BadgeTone,
  Button,
  Card,
  Cards,
  Notice,
  Phone,
  Refusal,
  Section,
} from '../web/parts/index.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import { AskPlace } from './ask-place.screen.tsx'
import type {
  AskedOffer,
  Award,
  Done,
  Held,
  Hold,
  Nothing,
  RequestList,
  RequestView,
  WaveAsked,
} from './care.schema.ts'
import { fitLines } from './place-options.screen.tsx'
import { JoinWaitingList, OwnTurn, PassListOffer } from './waiting-list.screen.tsx'
import { Waits } from './waits.screen.tsx'

const route = getRouteApi('/signed-in/app/dossiers/$dossierId/plek')

type PlaceRequest = Static<typeof RequestView>
type Offer = Static<typeof AskedOffer>

export const PlaceScreen = (): ReactNode => {
  const words = useWords().place
  const { dossierId } = route.useParams()
  const requests = useAnswer<typeof RequestList>(`/dossiers/${dossierId}/place-requests?limit=20`, { everyMs: 5_000 })
  return (
    <DossierPage dossierId={dossierId} title={words.title} lead={words.lead}>
      {() => (
        <>
          <Answer of={requests}>
            {(answer) => (
              <>
                <Requests requests={answer.placeRequests} />
                {answer.abilities.includes('ask-place') ? (
                  <AskPlace dossierId={dossierId} folded={answer.placeRequests[0]?.stage === 'placed'} />
                ) : null}
              </>
            )}
          </Answer>
          <Waits dossierId={dossierId} />
        </>
      )}
    </DossierPage>
  )
}

const Requests = ({ requests }: { readonly requests: readonly PlaceRequest[] }): ReactNode => {
  const words = useWords().place
  const [last, ...earlier] = requests
  if (!last) return <p className="soft">{words.emptyRequests}</p>
  return (
    <>
      <Request request={last} />
      {earlier.length === 0 ? null : (
        <details>
          <summary>
            {words.earlier} ({earlier.length})
          </summary>
          <div className="stack">
            {earlier.map((each) => (
              <Request key={each.id} request={each} />
            ))}
          </div>
        </details>
      )}
    </>
  )
}

const TONES: Readonly<Record<string, BadgeTone>> = { asking: 'accent', placed: 'done' }

const Request = ({ request }: { readonly request: PlaceRequest }): ReactNode => {
  const words = useWords().place
  const say = useSay()
  const { language } = useLanguage()
  const nameOf = useOrganisationName()
  const won = request.offers.find(({ wonAt }) => wonAt !== undefined)
  const avoided = request.regionsAvoided.map((code) => SAFETY_REGIONS[code] ?? code).join(', ')
  const lead = [
    words.wave(request.wave),
    words.asked(formatMoment(request.askedAt, language)),
    ...(request.placedAt ? [words.placed(formatMoment(request.placedAt, language))] : []),
    ...(avoided === '' ? [] : [words.avoiding(avoided)]),
  ].join(' · ')
  return (
    <Section
      title={request.wanted.map(say).join(', ')}
      lead={lead}
      aside={<Badge tone={TONES[request.stage] ?? 'plain'}>{words.stage[request.stage] ?? request.stage}</Badge>}
    >
      {won?.providerOrganisationId ? (
        <Notice kind="done" title={words.won(nameOf(won.providerOrganisationId))}>
          <p>{won.providerPhone ? <Phone number={won.providerPhone} /> : words.wonNoNumber}</p>
        </Notice>
      ) : null}
      {request.waiting ? <OwnTurn waiting={request.waiting} /> : null}
      {request.stage === 'asking' ? <p className="soft">{words.offerHint}</p> : null}
      <Cards label={words.offers}>
        {request.offers.map((offer, place) => (
          <OfferCard key={offer.id} offer={offer} request={request} number={place + 1} />
        ))}
      </Cards>
      {request.abilities.includes('join-waiting-list') ? (
        <JoinWaitingList dossierId={request.dossierId} again={request.waiting !== undefined} />
      ) : null}
      <RequestActs request={request} />
    </Section>
  )
}

const OfferCard = (props: {
  readonly offer: Offer
  readonly request: PlaceRequest
  readonly number: number
}): ReactNode => {
  const { offer, request } = props
  const words = useWords().place
  const say = useSay()
  const take = useSend<typeof Award, typeof Done>(`/place-requests/${request.id}/awards`, {
    refresh: [`/dossiers/${request.dossierId}`],
  })
  const refresh = [`/dossiers/${request.dossierId}`]
  const hold = useSend<typeof Hold, typeof Held>(`/place-requests/${request.id}/holds`, { refresh })
  const release = useSend<typeof Hold, typeof Done>(`/place-requests/${request.id}/hold-releases`, { refresh })
  const { language } = useLanguage()
  const can = (ability: string): boolean => offer.abilities.includes(ability)
  const which = <span className="visually-hidden"> ({words.offer(props.number)})</span>
  const answers: Readonly<Record<string, string>> = { yes: words.yes, no: words.no }
  return (
    <Card
      title={words.offer(props.number)}
      aside={
        <Badge tone={offer.answer === 'yes' ? 'done' : 'plain'}>{answers[offer.answer ?? ''] ?? words.waiting}</Badge>
      }
      meta={[words.wave(offer.wave), ...fitLines(words, offer, say)].join(' · ')}
    >
      {offer.fromList ? <p>{words.list.offered}</p> : null}
      {offer.reason ? <p>{say(offer.reason)}</p> : null}
      {offer.heldUntil ? <p>{words.heldUntil(formatMoment(offer.heldUntil, language))}</p> : null}
      <Refusal problem={take.refused ?? hold.refused ?? release.refused} />
      {can('award-place') ? (
        <Actions>
          <Button look="primary" busy={take.busy} onClick={() => take.send({ offerId: offer.id })}>
            {words.take}
            {which}
          </Button>
          {can('hold-bed') ? (
            <Button busy={hold.busy} onClick={() => hold.send({ offerId: offer.id })}>
              {words.hold}
              {which}
            </Button>
          ) : null}
          {can('release-bed') ? (
            <Button look="subtle" busy={release.busy} onClick={() => release.send({ offerId: offer.id })}>
              {words.release}
              {which}
            </Button>
          ) : null}
        </Actions>
      ) : null}
      {can('pass-list-offer') ? (
        <PassListOffer requestId={request.id} dossierId={request.dossierId} offerId={offer.id} />
      ) : null}
    </Card>
  )
}

const RequestActs = ({ request }: { readonly request: PlaceRequest }): ReactNode => {
  const words = useWords().place
  const refresh = [`/dossiers/${request.dossierId}`]
  const wave = useSend<typeof Nothing, typeof WaveAsked>(`/place-requests/${request.id}/waves`, { refresh })
  const withdraw = useSend<typeof Nothing, typeof Done>(`/place-requests/${request.id}/withdrawals`, { refresh })
  const can = (ability: string): boolean => request.abilities.includes(ability)
  if (request.abilities.length === 0) return null
  return (
    <>
      <Refusal problem={wave.refused ?? withdraw.refused} />
      <Actions>
        {can('ask-next-wave') ? (
          <Button busy={wave.busy} onClick={() => wave.send({})}>
            {words.nextWave}
          </Button>
        ) : null}
        {can('withdraw-place-request') ? (
          <Button look="subtle" busy={withdraw.busy} onClick={() => withdraw.send({})}>
            {words.withdraw}
          </Button>
        ) : null}
      </Actions>
    </>
  )
}
