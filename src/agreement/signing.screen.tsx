/** Who signs which base agreement: what the own house signed and from when, signing one, letting one end, and who else signed. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
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
  Page,
  Refusal,
  Section,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import { SignForm } from './sign-form.screen.tsx'
import type { AdoptionList, AdoptionMade, EndAdoption } from './signing.schema.ts'

const route = getRouteApi('/signed-in/app/ondertekenen')
type List = Static<typeof AdoptionList>
type Signed = List['adoptions'][number]

export const SigningScreen = (): ReactNode => {
  const words = useWords().signing
  const { afspraak } = route.useSearch()
  const signed = useAnswer<typeof AdoptionList>('/adoptions')
  return (
    <Page title={words.title} lead={words.lead}>
      <p>
        <Link to="/app/basisafspraken" className="utrecht-link utrecht-link--html-a">
          {words.book}
        </Link>
      </p>
      <Answer of={signed}>
        {(list) => (
          <>
            {list.abilities.includes('sign-norm') ? (
              <SignForm list={list} asked={afspraak} />
            ) : (
              <Notice kind="info" title={words.noMandate.title}>
                <p>{words.noMandate.text}</p>
              </Notice>
            )}
            <Own list={list} />
            <Others signed={list.adoptions.filter(({ isOwn }) => !isOwn)} />
          </>
        )}
      </Answer>
    </Page>
  )
}

const Own = ({ list }: { readonly list: List }): ReactNode => {
  const words = useWords().signing
  const own = list.adoptions.filter(({ isOwn }) => isOwn)
  return (
    <Section title={words.own}>
      {own.length === 0 ? (
        <p className="soft">{words.ownNone}</p>
      ) : (
        <Cards>
          {own.map((each) => (
            <OwnCard key={each.adoptionId} signed={each} on={list.on} earliest={list.earliestDate} />
          ))}
        </Cards>
      )}
    </Section>
  )
}

const OwnCard = (props: { readonly signed: Signed; readonly on: string; readonly earliest: string }): ReactNode => {
  const { signed, on, earliest } = props
  const words = useWords().signing
  const say = useSay()
  const periodOf = usePeriod()
  const [ending, setEnding] = useState(false)
  const { fromDate, endedDate } = signed
  const later = fromDate > on && (endedDate === undefined || fromDate < endedDate)
  const state = signed.stands ? 'stands' : later ? 'later' : 'ended'
  const opens = `end-${signed.adoptionId}`
  const name = words.norm(signed.normId, say(signed.title))
  return (
    <Card
      title={name}
      meta={periodOf(signed)}
      aside={<Badge tone={state === 'stands' ? 'accent' : 'plain'}>{words.states[state]}</Badge>}
    >
      <p>{signed.stricter.length === 0 ? words.asBase : words.stricter(signed.stricter.map(say).join('; '))}</p>
      {signed.abilities.includes('end-adoption') && !ending ? (
        <Actions>
          <Button opens={opens} onClick={() => setEnding(true)}>
            {words.end.open}
            <span className="visually-hidden"> ({name})</span>
          </Button>
        </Actions>
      ) : null}
      {ending ? (
        <Unfolded by={opens} onLeave={() => setEnding(false)}>
          <EndForm
            signed={signed}
            earliest={signed.fromDate > earliest ? signed.fromDate : earliest}
            onDone={() => setEnding(false)}
          />
        </Unfolded>
      ) : null}
    </Card>
  )
}

const usePeriod = (): ((signed: Signed) => string) => {
  const words = useWords().signing
  const { language } = useLanguage()
  return ({ fromDate, endedDate }) =>
    endedDate === undefined
      ? words.from(formatDay(fromDate, language))
      : words.fromUntil(formatDay(fromDate, language), formatDay(endedDate, language))
}

const EndForm = (props: {
  readonly signed: Signed
  readonly earliest: string
  readonly onDone: () => void
}): ReactNode => {
  const words = useWords().signing
  const { signed, earliest, onDone } = props
  const { language } = useLanguage()
  const say = useSay()
  const [from, setFrom] = useState(earliest)
  const end = useSend<typeof EndAdoption, typeof AdoptionMade>(`/adoptions/${signed.adoptionId}/endings`, {
    refresh: ['/adoptions', '/norms'],
    onDone,
  })
  const ofDay = end.refused?.code === 'adopted-from-past'
  return (
    <Form
      label={words.end.form(words.norm(signed.normId, say(signed.title)))}
      onSubmit={() => {
        if (from !== '') end.send({ fromDate: from })
      }}
    >
      <TextField
        type="date"
        width="short"
        label={words.end.day}
        hint={words.end.dayHint}
        value={from}
        error={from === '' ? words.end.missing : ofDay ? words.end.tooEarly(formatDay(earliest, language)) : undefined}
        onChange={(day) => {
          setFrom(day)
          end.reset()
        }}
      />
      {from === '' ? null : <p className="measure">{words.end.sure(formatDay(from, language))}</p>}
      <Refusal problem={ofDay ? undefined : end.refused} />
      <Actions>
        <Button type="submit" busy={end.busy}>
          {words.end.save}
        </Button>
      </Actions>
    </Form>
  )
}

/** By norm, folded: of every agreement there may be hundreds. */
const Others = ({ signed }: { readonly signed: readonly Signed[] }): ReactNode => {
  const words = useWords().signing
  const say = useSay()
  const periodOf = usePeriod()
  const norms = [...new Map(signed.map((each) => [each.normId, each])).values()].toSorted((one, other) =>
    one.normId.localeCompare(other.normId),
  )
  return (
    <Section title={words.others.title}>
      {norms.length === 0 ? <p className="soft">{words.others.none}</p> : null}
      {norms.map(({ normId, title }) => {
        const of = signed
          .filter((each) => each.normId === normId)
          .toSorted((one, other) => one.party.name.localeCompare(other.party.name))
        return (
          <details className="details" key={normId}>
            <summary>
              {words.norm(normId, say(title))}:{' '}
              {words.others.houses(new Set(of.map(({ party }) => party.organisationId)).size)}
            </summary>
            <ul className="measure stack stack--tight">
              {of.map((each) => (
                <li key={each.adoptionId}>
                  <strong>{each.party.name}</strong>: {periodOf(each)}
                  {each.stricter.length === 0 ? '' : `. ${words.stricter(each.stricter.map(say).join('; '))}`}
                </li>
              ))}
            </ul>
          </details>
        )
      })}
    </Section>
  )
}
