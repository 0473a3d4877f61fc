/** For a house: beds in two taps, and what is asked of it in coarse words. Who asks is told to the winner alone. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useOrganisationName } from '../dossier/names.screen.ts'
import { useAnswer, useSend } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Choice,
  Empty,
  Form,
  Notice,
  Page,
  Refusal,
  Section,
  Select,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import { noReasonWords } from '../words/care.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import { REGION_OPTIONS } from './ask-place.screen.tsx'
import { BedLinkActs } from './bed-link.screen.tsx'
import type {
  BedCount,
  Done,
  Made,
  NewPlace,
  OfferAnswer,
  PlaceList,
  PlaceView,
  ReceivedOffer,
  ReceivedOffers,
} from './care.schema.ts'
import { AddWords } from './needs.screen.tsx'
import { HOUSE_WORDS, type HouseWord } from './needs.ts'
import { TickWords } from './tick-words.screen.tsx'
import { OwnReplies } from './waiting-figures.screen.tsx'
import { NO_REASONS, type NoReason, PLACE_KINDS, type PlaceKind, type Wish } from './wishes.ts'

type Place = Static<typeof PlaceView>
type Offer = Static<typeof ReceivedOffer>

export const ProviderScreen = (): ReactNode => {
  const words = useWords().place.provider
  const offers = useAnswer<typeof ReceivedOffers>('/place-offers?limit=100', { everyMs: 5_000 })
  const places = useAnswer<typeof PlaceList>('/places?limit=100')
  return (
    <Page title={words.title} lead={words.lead}>
      <Section title={words.offers}>
        <Answer
          of={offers}
          isEmpty={(answer) => answer.placeOffers.length === 0}
          empty={<Empty title={words.noOffers} />}
        >
          {(answer) => <Offers offers={answer.placeOffers} places={places.data?.places ?? []} />}
        </Answer>
      </Section>
      <Section title={words.beds}>
        <Answer of={places}>
          {(answer) => (
            <>
              {answer.places.length === 0 ? <Empty title={words.noPlaces} /> : null}
              <Cards lay="grid">
                {answer.places.map((place) => (
                  <Beds key={`${place.id} ${place.countedAt}`} place={place} />
                ))}
              </Cards>
              {answer.abilities.includes('add-place') ? <AddPlace /> : null}
            </>
          )}
        </Answer>
      </Section>
      <OwnReplies />
    </Page>
  )
}

const BEDS_MAX = 200
const CAPACITY_MAX = 500

const Beds = ({ place }: { readonly place: Place }): ReactNode => {
  const words = useWords().place.provider
  const say = useSay()
  const { language } = useLanguage()
  const [beds, setBeds] = useState(place.bedsFree)
  const count = useSend<typeof BedCount, typeof Done>(`/places/${place.id}/bed-counts`, { refresh: ['/places'] })
  const name = say(place.kind)
  return (
    <Card
      title={name}
      aside={<span className="soft">{SAFETY_REGIONS[place.regionCode] ?? place.regionCode}</span>}
      meta={[
        [...place.suits, ...place.offers].map(say).join(', '),
        ...(place.capacity === undefined ? [] : [words.capacityIs(place.capacity)]),
        words.counted(formatMoment(place.countedAt, language)),
      ].join(' · ')}
    >
      {place.stale ? <Notice kind="attention" title={words.stale} /> : null}
      <div className="row">
        <Button disabled={beds === 0} onClick={() => setBeds(beds - 1)}>
          <span aria-hidden="true">−</span>
          <span className="visually-hidden">{words.fewer(name)}</span>
        </Button>
        <strong className="numeric" aria-live="polite">
          {words.free(beds)}
        </strong>
        <Button disabled={beds >= (place.capacity ?? BEDS_MAX)} onClick={() => setBeds(beds + 1)}>
          <span aria-hidden="true">+</span>
          <span className="visually-hidden">{words.more(name)}</span>
        </Button>
      </div>
      <Refusal problem={count.refused} />
      {place.abilities.includes('count-beds') ? (
        <Actions>
          <Button
            look={beds === place.bedsFree ? 'secondary' : 'primary'}
            busy={count.busy}
            onClick={() => count.send({ bedsFree: beds })}
          >
            {words.save(beds)}
          </Button>
        </Actions>
      ) : null}
      {place.abilities.includes('make-bed-link') ? (
        <BedLinkActs placeId={place.id} name={name} since={place.linkSince} />
      ) : null}
    </Card>
  )
}

const Offers = ({
  offers,
  places,
}: {
  readonly offers: readonly Offer[]
  readonly places: readonly Place[]
}): ReactNode => {
  const words = useWords().place.provider
  const open = offers.filter(({ answer }) => answer === undefined)
  const done = offers.filter(({ answer }) => answer !== undefined)
  return (
    <>
      {open.length === 0 ? <p className="soft">{words.noOffers}</p> : null}
      <Cards label={words.open}>
        {open.map((offer) => (
          <OpenOffer key={offer.id} offer={offer} places={places} />
        ))}
      </Cards>
      {done.length === 0 ? null : (
        <>
          <h3>{words.answeredList}</h3>
          <Cards label={words.answeredList}>
            {done.map((offer) => (
              <DoneOffer key={offer.id} offer={offer} />
            ))}
          </Cards>
        </>
      )}
    </>
  )
}

const OpenOffer = ({ offer, places }: { readonly offer: Offer; readonly places: readonly Place[] }): ReactNode => {
  const words = useWords().place
  const say = useSay()
  const { language } = useLanguage()
  return (
    <Card
      tone="attention"
      title={`${words.provider.wanted}: ${offer.wanted.map(say).join(', ')}`}
      meta={words.asked(formatMoment(offer.askedAt, language))}
    >
      {offer.abilities.includes('answer-place-offer') ? <OfferForm offerId={offer.id} places={places} /> : null}
    </Card>
  )
}

const OfferForm = ({ offerId, places }: { readonly offerId: string; readonly places: readonly Place[] }): ReactNode => {
  const words = useWords().place.provider
  const say = useSay()
  const { language } = useLanguage()
  const [answer, setAnswer] = useState<'yes' | 'no' | ''>('')
  const [place, setPlace] = useState('')
  const [reason, setReason] = useState<NoReason | ''>('')
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof OfferAnswer, typeof Done>(`/place-offers/${offerId}/answers`, {
    refresh: ['/place-offers', '/places'],
  })
  const submit = (): void => {
    setTried(true)
    if (answer === 'yes' && place !== '') sent.send({ answer, placeId: place })
    if (answer === 'no' && reason !== '') sent.send({ answer, reason })
  }
  const free = places.filter(({ bedsFree }) => bedsFree > 0)
  return (
    <Form label={words.answer} onSubmit={submit}>
      <Choice
        lay="row"
        label={words.answer}
        value={answer}
        error={tried && answer === '' ? words.answerChoose : undefined}
        options={[
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
        ]}
        onChange={setAnswer}
      />
      {answer === 'yes' ? (
        <Select
          label={words.which}
          choose={words.whichChoose}
          value={place}
          error={tried && place === '' ? words.whichChoose : undefined}
          options={free.map((each) => ({
            value: each.id,
            label: `${say(each.kind)}, ${SAFETY_REGIONS[each.regionCode] ?? each.regionCode}: ${words.free(each.bedsFree)}`,
          }))}
          onChange={setPlace}
        />
      ) : null}
      {answer === 'no' ? (
        <Choice
          label={words.reason}
          value={reason}
          error={tried && reason === '' ? words.reasonChoose : undefined}
          options={NO_REASONS.map((value) => ({ value, label: noReasonWords[value][language] }))}
          onChange={setReason}
        />
      ) : null}
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={sent.busy}>
          {words.send}
        </Button>
      </Actions>
    </Form>
  )
}

const DoneOffer = ({ offer }: { readonly offer: Offer }): ReactNode => {
  const words = useWords().place
  const say = useSay()
  const { language } = useLanguage()
  const nameOf = useOrganisationName()
  return (
    <Card
      tone="done"
      title={offer.wanted.map(say).join(', ')}
      aside={
        <Badge tone={offer.wonAt ? 'done' : 'plain'}>
          {isOfList(offer) ? words.list.badge : (words.provider.answered[offer.answer ?? ''] ?? offer.answer)}
        </Badge>
      }
      meta={words.asked(formatMoment(offer.askedAt, language))}
    >
      {offer.fromList ? <p>{words.list.fromList}</p> : null}
      {offer.heldUntil ? <p>{words.provider.heldUntil(formatMoment(offer.heldUntil, language))}</p> : null}
      {offer.abilities.includes('decline-list-offer') ? <DeclineListOffer offerId={offer.id} /> : null}
      {offer.askerOrganisationId ? (
        <Notice kind="done" title={words.provider.won(nameOf(offer.askerOrganisationId))} />
      ) : null}
      {(offer.payers ?? []).map((each) => (
        <p key={`${each.standing.code} ${each.payerOrganisationId ?? ''} ${each.fromDate ?? ''}`}>
          {say(each.standing)}
          {each.payerOrganisationId ? ` ${nameOf(each.payerOrganisationId)}.` : ''}
        </p>
      ))}
    </Card>
  )
}

// Its house said no yes of its own to a bed of the list.
const isOfList = ({ fromList, answer, wonAt }: Offer): boolean =>
  fromList === true && answer === 'yes' && wonAt === undefined

// A bed of the list is held for somebody; the house may still say no, and says why.
const DeclineListOffer = ({ offerId }: { readonly offerId: string }): ReactNode => {
  const words = useWords().place
  const { language } = useLanguage()
  const [reason, setReason] = useState<NoReason | ''>('')
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof OfferAnswer, typeof Done>(`/place-offers/${offerId}/answers`, {
    refresh: ['/place-offers', '/places'],
  })
  return (
    <Form
      label={words.list.decline}
      onSubmit={() => {
        setTried(true)
        if (reason !== '') sent.send({ answer: 'no', reason })
      }}
    >
      <Choice
        label={words.provider.reason}
        value={reason}
        error={tried && reason === '' ? words.provider.reasonChoose : undefined}
        options={NO_REASONS.map((value) => ({ value, label: noReasonWords[value][language] }))}
        onChange={setReason}
      />
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" busy={sent.busy}>
          {words.list.decline}
        </Button>
      </Actions>
    </Form>
  )
}

const AddPlace = (): ReactNode => {
  const words = useWords().place
  const [open, setOpen] = useState(false)
  return (
    <>
      <Actions>
        <Button look="subtle" pressed={open} opens="add-place" onClick={() => setOpen(!open)}>
          {words.provider.add}
        </Button>
      </Actions>
      {open ? (
        <Unfolded by="add-place" onLeave={() => setOpen(false)}>
          <AddPlaceForm onDone={() => setOpen(false)} />
        </Unfolded>
      ) : null}
    </>
  )
}

const AddPlaceForm = ({ onDone }: { readonly onDone: () => void }): ReactNode => {
  const words = useWords().place
  const [kind, setKind] = useState<PlaceKind | ''>('')
  const [suits, setSuits] = useState<readonly Wish[]>([])
  const [region, setRegion] = useState('')
  const [beds, setBeds] = useState('')
  const [capacity, setCapacity] = useState('')
  const [offers, setOffers] = useState<readonly HouseWord[]>([])
  const [tried, setTried] = useState(false)
  const add = useSend<typeof NewPlace, typeof Made>('/places', { refresh: ['/places'], onDone })
  const bedsFree = Number(beds)
  const bedsAreGood = /^\d{1,3}$/.test(beds) && bedsFree <= BEDS_MAX
  const capacityIsGood = capacity === '' || (/^\d{1,3}$/.test(capacity) && Number(capacity) <= CAPACITY_MAX)
  const submit = (): void => {
    setTried(true)
    if (kind !== '' && suits.length > 0 && region !== '' && bedsAreGood && capacityIsGood)
      add.send({
        ...{ kind, suits: [...suits], offers: [...offers], regionCode: region, bedsFree },
        ...(capacity === '' ? {} : { capacity: Number(capacity) }),
      })
  }
  return (
    <Section title={words.provider.add} lead={words.provider.addLead} surface>
      <Form label={words.provider.add} onSubmit={submit}>
        <Choice
          lay="row"
          label={words.provider.kind}
          value={kind}
          error={tried && kind === '' ? words.provider.kindChoose : undefined}
          options={PLACE_KINDS.map((value) => ({ value, label: words.provider.kinds[value] }))}
          onChange={setKind}
        />
        <TickWords
          label={words.provider.suits}
          error={tried && suits.length === 0 ? words.chooseWish : undefined}
          ticked={suits}
          onChange={setSuits}
        />
        <Select
          label={words.region}
          choose={words.chooseRegion}
          value={region}
          error={tried && region === '' ? words.chooseRegion : undefined}
          options={REGION_OPTIONS}
          onChange={setRegion}
        />
        <AddWords
          label={words.provider.offersWords}
          chosen={offers}
          left={HOUSE_WORDS.filter((word) => !offers.includes(word))}
          onChange={setOffers}
        />
        <TextField
          type="number"
          width="short"
          label={words.provider.capacity}
          value={capacity}
          error={tried && !capacityIsGood ? words.provider.capacityWrong : undefined}
          onChange={setCapacity}
        />
        <TextField
          type="number"
          width="short"
          label={words.provider.bedsNow}
          value={beds}
          error={tried && !bedsAreGood ? words.provider.bedsWrong : undefined}
          onChange={setBeds}
        />
        <Refusal problem={add.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={add.busy}>
            {words.provider.addSave}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}
