/**
 * Asking for a place: at most three coarse words that a house sees, what is compared inside and seen by none, and where it is not safe. One may
 * look first: that asks no house anything.
 */
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Button, Form, Refusal, Section, Select } from '../web/parts/index.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import type { NewPlaceRequest, PlaceOptions as Options, WaveAsked } from './care.schema.ts'
import { NeedsFields, NO_NEEDS } from './needs.screen.tsx'
import { PlaceOptions } from './place-options.screen.tsx'
import { TickWords } from './tick-words.screen.tsx'
import { JoinWaitingList } from './waiting-list.screen.tsx'
import { WISHES_MAX, type Wish } from './wishes.ts'

const REGIONS_MAX = 5

/** Once a place was found the form is folded away: somebody may have to be moved again, and seldom today. */
export const AskPlace = (props: { readonly dossierId: string; readonly folded: boolean }): ReactNode => {
  const words = useWords().place
  if (!props.folded) return <AskForm dossierId={props.dossierId} />
  return (
    <details>
      <summary>{words.askAgain}</summary>
      <AskForm dossierId={props.dossierId} />
    </details>
  )
}

const AskForm = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().place
  const [wanted, setWanted] = useState<readonly Wish[]>([])
  const [avoided, setAvoided] = useState<readonly string[]>([])
  const [needs, setNeeds] = useState(NO_NEEDS)
  const [tried, setTried] = useState(false)
  const search = useSend<typeof NewPlaceRequest, typeof Options>(`/dossiers/${dossierId}/place-searches`)
  const ask = useSend<typeof NewPlaceRequest, typeof WaveAsked>(`/dossiers/${dossierId}/place-requests`, {
    refresh: [`/dossiers/${dossierId}`],
  })
  const problem =
    wanted.length === 0 ? words.chooseWish : wanted.length > WISHES_MAX ? words.tooMany(WISHES_MAX) : undefined
  const need = {
    ...{ wanted: [...wanted], must: [...needs.must], nice: [...needs.nice], regionsAvoided: [...avoided] },
    dangers: needs.dangers.map(({ municipality, km }) => ({ municipalityCode: municipality.code, km })),
  }
  // What was found belongs to what was asked: another word and it goes.
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      search.reset()
      set(value)
    }
  const look = (): void => {
    setTried(true)
    if (!problem) search.send(need)
  }
  return (
    <Section title={words.ask} surface>
      <Form
        label={words.ask}
        onSubmit={() => {
          setTried(true)
          if (!problem) ask.send(need)
        }}
      >
        <TickWords
          label={words.wanted}
          hint={words.wantedHint(WISHES_MAX)}
          error={tried || wanted.length > WISHES_MAX ? problem : undefined}
          ticked={wanted}
          onChange={changed(setWanted)}
        />
        <AvoidRegions avoided={avoided} onChange={changed(setAvoided)} />
        <NeedsFields needs={needs} onChange={changed(setNeeds)} />
        <Refusal problem={ask.refused ?? search.refused} />
        <Actions>
          <Button busy={search.busy} onClick={look}>
            {words.search.look}
          </Button>
          <Button type="submit" look="primary" busy={ask.busy}>
            {words.send}
          </Button>
        </Actions>
      </Form>
      {problem ? null : <JoinWaitingList dossierId={dossierId} asked={need} again={false} />}
      <div aria-live="polite">{search.answer ? <PlaceOptions found={search.answer} /> : null}</div>
    </Section>
  )
}

export const REGION_OPTIONS = Object.entries(SAFETY_REGIONS).map(([value, label]) => ({ value, label }))

const AvoidRegions = (props: {
  readonly avoided: readonly string[]
  readonly onChange: (avoided: readonly string[]) => void
}): ReactNode => {
  const words = useWords().place
  const left = REGION_OPTIONS.filter(({ value }) => !props.avoided.includes(value))
  return (
    <div className="stack stack--tight">
      {props.avoided.length >= REGIONS_MAX ? null : (
        <Select
          label={words.avoided}
          hint={words.avoidedHint}
          choose={words.chooseRegion}
          value=""
          options={left}
          onChange={(region) => props.onChange([...props.avoided, region])}
        />
      )}
      <div className="chips">
        {props.avoided.map((code) => (
          <Button key={code} onClick={() => props.onChange(props.avoided.filter((each) => each !== code))}>
            <span className="visually-hidden">{words.removeRegion(SAFETY_REGIONS[code] ?? code)}</span>
            <span aria-hidden="true">{SAFETY_REGIONS[code] ?? code} ×</span>
          </Button>
        ))}
      </div>
    </div>
  )
}
