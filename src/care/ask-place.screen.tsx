/** Asking for a place: at most three coarse words, and regions where it is not safe. Nothing else can be said. */
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Button, Form, Refusal, Section, Select } from '../web/parts/index.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import type { NewPlaceRequest, WaveAsked } from './care.schema.ts'
import { TickWords } from './tick-words.screen.tsx'
import { WISHES_MAX, type Wish } from './wishes.ts'

const REGIONS_MAX = 5

export const AskPlace = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().place
  const [wanted, setWanted] = useState<readonly Wish[]>([])
  const [avoided, setAvoided] = useState<readonly string[]>([])
  const [tried, setTried] = useState(false)
  const ask = useSend<typeof NewPlaceRequest, typeof WaveAsked>(`/dossiers/${dossierId}/place-requests`, {
    refresh: [`/dossiers/${dossierId}`],
  })
  const problem =
    wanted.length === 0 ? words.chooseWish : wanted.length > WISHES_MAX ? words.tooMany(WISHES_MAX) : undefined
  return (
    <Section title={words.ask} surface>
      <Form
        label={words.ask}
        onSubmit={() => {
          setTried(true)
          if (!problem) ask.send({ wanted: [...wanted], regionsAvoided: [...avoided] })
        }}
      >
        <TickWords
          label={words.wanted}
          hint={words.wantedHint(WISHES_MAX)}
          error={tried || wanted.length > WISHES_MAX ? problem : undefined}
          ticked={wanted}
          onChange={setWanted}
        />
        <AvoidRegions avoided={avoided} onChange={setAvoided} />
        <Refusal problem={ask.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={ask.busy}>
            {words.send}
          </Button>
        </Actions>
      </Form>
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
