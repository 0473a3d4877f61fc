/** What a search of the whole country found: what fits first and why, and for what kinds of reasons others do not. No house is named or counted. */
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { useSay, useWords } from '../web/language.tsx'
import { Badge, Card, Cards, Empty, Notice, Section } from '../web/parts/index.ts'
import type { PlaceWords } from '../words/place.nl.ts'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import type { PlaceOptions as Options } from './care.schema.ts'

type Said = Static<typeof Options>['whyNot']

/** What fits and what a house lacks, in words; a house that lacks nothing says nothing of it. */
export const fitLines = (
  words: PlaceWords,
  { fits, lacks }: { readonly fits: Said; readonly lacks: Said },
  say: (word: Said[number]) => string,
): readonly string[] => [
  `${words.fits}: ${fits.length === 0 ? words.nothing : fits.map(say).join(', ')}`,
  ...(lacks.length === 0 ? [] : [`${words.lacks}: ${lacks.map(say).join(', ')}`]),
]

export const PlaceOptions = ({ found }: { readonly found: Static<typeof Options> }): ReactNode => {
  const words = useWords().place
  const say = useSay()
  const avoided = found.regionsAvoided.map((code) => SAFETY_REGIONS[code] ?? code).join(', ')
  return (
    <Section title={words.search.title} lead={words.search.lead}>
      {found.options.length === 0 ? <Empty title={words.search.none} /> : null}
      <Cards label={words.search.title}>
        {found.options.map((option, place) => (
          <Card
            // biome-ignore lint/suspicious/noArrayIndexKey: an option has no name on purpose; its place in the list is all there is
            key={place}
            title={words.search.option(place + 1)}
            aside={option.stale ? <Badge>{words.search.stale}</Badge> : undefined}
            meta={fitLines(words, option, say).join(' · ')}
          />
        ))}
      </Cards>
      {found.more ? <p className="soft">{words.search.more}</p> : null}
      {found.whyNot.length === 0 ? null : (
        <>
          <h3>{words.search.whyNot}</h3>
          <ul>
            {found.whyNot.map((reason) => (
              <li key={reason.code}>{say(reason)}</li>
            ))}
          </ul>
        </>
      )}
      {avoided === '' ? null : <Notice title={words.search.avoided(avoided)} />}
    </Section>
  )
}
