/** Choosing a municipality: type a part, pick from a few. The server knows old names and other spellings. */
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useAnswer } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Button, Choice, TextField } from '../web/parts/index.ts'
import type { MunicipalityList } from './directory.schema.ts'

export type ChosenMunicipality = { readonly code: string; readonly name: string }

const RESULTS_MAX = 6

export const ChooseMunicipality = (props: {
  readonly chosen: ChosenMunicipality | undefined
  readonly onChoose: (municipality: ChosenMunicipality | undefined) => void
  readonly autoFocus?: boolean
}): ReactNode => {
  const words = useWords().whoToCall
  if (props.chosen) {
    return (
      <div className="row">
        <p>
          <span className="soft">{words.municipality}: </span>
          <strong>{props.chosen.name}</strong>
        </p>
        <Button look="subtle" onClick={() => props.onChoose(undefined)}>
          {words.otherMunicipality}
        </Button>
      </div>
    )
  }
  return <Search onChoose={props.onChoose} autoFocus={props.autoFocus ?? false} />
}

const Search = (props: {
  readonly onChoose: (municipality: ChosenMunicipality) => void
  readonly autoFocus: boolean
}): ReactNode => {
  const words = useWords().whoToCall
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const found = useAnswer<typeof MunicipalityList>(
    `/municipalities?search=${encodeURIComponent(search)}&limit=${RESULTS_MAX}`,
    { enabled: search.length >= 2, keepPrevious: true },
  )
  const municipalities = search.length >= 2 ? (found.data?.municipalities ?? []) : []
  return (
    <div className="stack stack--tight">
      <TextField
        label={words.municipality}
        hint={words.municipalityHint}
        type="search"
        value={typed}
        onChange={setTyped}
        maxLength={80}
        width="short"
        autoFocus={props.autoFocus}
      />
      {municipalities.length > 0 ? (
        <Choice
          label={words.results}
          value=""
          options={municipalities.map(({ code, name, safetyRegionName }) => ({
            value: code,
            label: name,
            hint: `${words.region} ${safetyRegionName}`,
          }))}
          onChange={(code) => {
            const chosen = municipalities.find((each) => each.code === code)
            if (chosen) props.onChoose({ code: chosen.code, name: chosen.name })
          }}
        />
      ) : null}
      <output className="soft">
        {search.length >= 2 && found.data && municipalities.length === 0 ? words.noneFound : ''}
      </output>
    </div>
  )
}
