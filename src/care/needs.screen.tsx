/** What somebody needs beside the coarse words, and where exploiters are: compared inside, told to no house. */
import { type ReactNode, useState } from 'react'
import { ChooseMunicipality, type ChosenMunicipality } from '../directory/choose-municipality.screen.tsx'
import { useLanguage, useWords } from '../web/language.tsx'
import { Button, Choice, Select } from '../web/parts/index.ts'
import { houseWords } from '../words/care.ts'
import { DANGERS_MAX, DISTANCES_KM, type DistanceKm } from './areas.ts'
import { HOUSE_WORDS, type HouseWord, isMoney, NEEDS_MAX } from './needs.ts'

export type Dangerous = { readonly municipality: ChosenMunicipality; readonly km: DistanceKm }
export type Needs = {
  readonly must: readonly HouseWord[]
  readonly nice: readonly HouseWord[]
  readonly dangers: readonly Dangerous[]
}
export const NO_NEEDS: Needs = { must: [], nice: [], dangers: [] }

export const NeedsFields = (props: { readonly needs: Needs; readonly onChange: (needs: Needs) => void }): ReactNode => {
  const words = useWords().place.needs
  const { needs } = props
  const left = HOUSE_WORDS.filter((word) => !needs.must.includes(word) && !needs.nice.includes(word))
  const room = needs.must.length + needs.nice.length < NEEDS_MAX
  return (
    <details>
      <summary>{words.title}</summary>
      <div className="stack">
        <p className="soft">{words.lead(NEEDS_MAX)}</p>
        <AddWords
          label={words.must}
          chosen={needs.must}
          left={room ? left.filter((word) => !isMoney(word)) : []}
          onChange={(must) => props.onChange({ ...needs, must })}
        />
        <AddWords
          label={words.nice}
          chosen={needs.nice}
          left={room ? left : []}
          onChange={(nice) => props.onChange({ ...needs, nice })}
        />
        <Dangers dangers={needs.dangers} onChange={(dangers) => props.onChange({ ...needs, dangers })} />
      </div>
    </details>
  )
}

/** A list to choose from, and what was chosen as buttons that take it away again. */
export const AddWords = (props: {
  readonly label: string
  readonly chosen: readonly HouseWord[]
  readonly left: readonly HouseWord[]
  readonly onChange: (words: readonly HouseWord[]) => void
}): ReactNode => {
  const words = useWords().place.needs
  const { language } = useLanguage()
  return (
    <div className="stack stack--tight">
      {props.left.length === 0 ? (
        <p>{props.label}</p>
      ) : (
        <Select
          label={props.label}
          choose={words.choose}
          value=""
          options={props.left.map((value) => ({ value, label: houseWords[value][language] }))}
          onChange={(word) => props.onChange([...props.chosen, word])}
        />
      )}
      <div className="chips">
        {props.chosen.map((word) => (
          <Button key={word} onClick={() => props.onChange(props.chosen.filter((each) => each !== word))}>
            <span className="visually-hidden">{words.remove(houseWords[word][language])}</span>
            <span aria-hidden="true">{houseWords[word][language]} ×</span>
          </Button>
        ))}
      </div>
    </div>
  )
}

const Dangers = (props: {
  readonly dangers: readonly Dangerous[]
  readonly onChange: (dangers: readonly Dangerous[]) => void
}): ReactNode => {
  const words = useWords().place.needs
  const [municipality, setMunicipality] = useState<ChosenMunicipality | undefined>(undefined)
  const add = (km: DistanceKm): void => {
    if (!municipality) return
    props.onChange([...props.dangers, { municipality, km }])
    setMunicipality(undefined)
  }
  return (
    <div className="stack stack--tight">
      <h3>{words.dangers}</h3>
      <p className="soft">{words.dangersHint}</p>
      {props.dangers.length >= DANGERS_MAX ? null : (
        <ChooseMunicipality chosen={municipality} onChoose={setMunicipality} />
      )}
      {municipality ? (
        <Choice
          lay="row"
          label={words.howFar}
          value=""
          options={DISTANCES_KM.map((km) => ({ value: String(km), label: words.km(km) }))}
          onChange={(value) => {
            const km = DISTANCES_KM.find((each) => String(each) === value)
            if (km) add(km)
          }}
        />
      ) : null}
      <div className="chips">
        {props.dangers.map((each) => (
          <Button
            key={`${each.municipality.code} ${each.km}`}
            onClick={() => props.onChange(props.dangers.filter((other) => other !== each))}
          >
            <span className="visually-hidden">{words.remove(words.away(each.km, each.municipality.name))}</span>
            <span aria-hidden="true">{words.away(each.km, each.municipality.name)} ×</span>
          </Button>
        ))}
      </div>
    </div>
  )
}
