/** Every part of the screens with its examples. Not in the menu: for whoever builds, and for the accessibility check; in a demonstration alone. */
import type { ReactNode } from 'react'
import type { Example } from './parts/examples.ts'
import { Page, Section } from './parts/index.ts'
import { useSession } from './session.ts'
import { NotFound } from './shell/states.tsx'

// Safe: every `*.examples.tsx` exports `examples`; the type of each is checked where it is written.
const FILES = import.meta.glob<readonly Example[]>('./parts/*/*.examples.tsx', { eager: true, import: 'examples' })

const nameOf = (path: string): string => path.split('/').at(-2) ?? path

export const GalleryScreen = (): ReactNode => {
  const { data } = useSession()
  if (data === undefined) return null
  return data.demonstration ? <Gallery /> : <NotFound />
}

const Gallery = (): ReactNode => (
  <Page title="Onderdelen" lead="Elk onderdeel met zijn voorbeelden.">
    {Object.entries(FILES).map(([path, examples]) => (
      <Section key={path} title={nameOf(path)}>
        {examples.map(({ name, show: Show }) => (
          <div key={name} className="stack stack--tight">
            <h3>{name}</h3>
            <Show />
          </div>
        ))}
      </Section>
    ))}
  </Page>
)
