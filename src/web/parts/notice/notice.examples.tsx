import type { Example } from '../examples.ts'
import { Notice, Refusal } from './notice.tsx'

export const examples: readonly Example[] = [
  { name: 'Uitleg', show: () => <Notice>Het landelijk contactpunt kijkt of en met wie u wordt verbonden.</Notice> },
  { name: 'Gedaan', show: () => <Notice kind="done" title="De vraag is gesteld." /> },
  { name: 'Vraagt aandacht', show: () => <Notice kind="attention">Regels niet nagekeken.</Notice> },
  { name: 'Iemand in gevaar', show: () => <Notice kind="danger" title="Bel 112." /> },
  {
    name: 'Een weigering: wat, waarom, wat nu',
    show: () => (
      <Refusal
        problem={{
          status: 503,
          code: 'too-busy',
          title: 'Het is nu te druk.',
          titleEn: 'It is too busy now.',
          detail: 'Het is nu te druk. Wacht even en probeer het opnieuw; er is niets bewaard.',
          detailEn: 'It is too busy now. Wait a moment and try again; nothing was kept.',
          instance: 'urn:uuid:3a0b6c1e-0000-4000-8000-000000000000',
        }}
        onRetry={() => {}}
      />
    ),
  },
]
