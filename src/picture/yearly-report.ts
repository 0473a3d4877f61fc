/**
 * The yearly report as blocks, in one language, from the signed releases of that year that stand and from nothing else. What a block looks like is
 * for `yearly-report.page.ts`. Pure: the same releases give the same blocks.
 */
import { accept, dayAt, type Outcome, refuse } from '../kernel/index.ts'
import { dayInWords } from '../words/days.ts'
import { openDataWords } from '../words/open-data.ts'
import { pictureWords } from '../words/picture.ts'
import { REPORT_WORDS } from '../words/yearly-report.ts'
import type { Worded } from './definitions.ts'
import { formName, type ReportLanguage, regionName } from './names.ts'
import { OPEN_DATA, type Publisher } from './open-data.ts'
import type { Shown } from './release.ts'
import { numberOf, periodOf, type SignedRelease, withheldOf } from './signed-release.ts'

export type ReportBar = { readonly name: string; readonly value: number | null; readonly says: string }
export type ReportBlock =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly ordered?: true }
  /** The first column names the row. */
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
      readonly numeric: boolean
    }
  | { readonly kind: 'bars'; readonly alt: string; readonly bars: readonly ReportBar[]; readonly most: number }
  /** Signs to be copied as they are. */
  | { readonly kind: 'signs'; readonly lines: readonly string[] }
export type Report = {
  readonly language: ReportLanguage
  readonly title: string
  /** The day that the file says: that of the newest release. */
  readonly made: Date
  readonly contents: string
  /** Stands below every page. */
  readonly foot: readonly string[]
  readonly page: (page: number, of: number) => string
  readonly lead: readonly string[]
  readonly blocks: readonly ReportBlock[]
}

/** More columns than this do not fit beside the names of regions on a page. */
const FORMS_BESIDE = 6
/** More bars than this are not one figure. */
const BARS_MOST = 30

/** Lays the report out; refuses a year of which nothing stands. */
export const layReport = (
  all: readonly SignedRelease[],
  asked: {
    readonly year: number
    readonly language: ReportLanguage
    readonly publisher: Publisher
    readonly verifierKey: string
  },
): Outcome<Report, 'no-release-of-year'> => {
  const { year, language, publisher } = asked
  const releases = all
    .filter(({ settings }) => settings.year === year)
    .toSorted((one, other) => other.releasedAt.getTime() - one.releasedAt.getTime() || one.id.localeCompare(other.id))
  const [release] = releases
  if (!release) return refuse('no-release-of-year', { year })
  const words = REPORT_WORDS[language]
  const invented = publisher.demonstration ? [openDataWords.invented[language]] : []
  return accept({
    ...{ language, title: words.title(year), made: release.releasedAt, contents: words.contents, page: words.page },
    foot: [words.foot(year), ...invented],
    lead: [words.lead(publisher.name ?? openDataWords.unnamedPublisher[language]), words.leadPersons, ...invented],
    blocks: [
      ...inShort(release, language),
      ...whatTheySay(language),
      ...howCounted(language),
      ...byForm(release, language),
      ...byRegion(release, language),
      ...byBoth(release, language),
      ...whatIsHidden(release, language),
      ...howProtected(release, language),
      ...howToCheck(release, { ...asked, page: `${publisher.address}/app/open-data` }),
      ...whichSets(releases, language),
    ],
  })
}

const heading = (text: string, level: 2 | 3 = 2): ReportBlock => ({ kind: 'heading', level, text })
const text = (said: string): ReportBlock => ({ kind: 'text', text: said })
const list = (items: readonly string[]): ReportBlock => ({ kind: 'list', items })

const numbersIn = (language: ReportLanguage): ((shown: Shown | undefined) => string) => {
  const format = new Intl.NumberFormat(language)
  return (shown) => {
    const number = numberOf(shown)
    return number === null ? REPORT_WORDS[language].withheldWord : format.format(number)
  }
}

const inShort = ({ settings: { year }, numbers, method, releasedAt }: SignedRelease, language: ReportLanguage) => {
  const words = REPORT_WORDS[language].short
  const [total, counted] = [numberOf(numbers.total), dayAt(releasedAt)]
  const { from, until, whole } = periodOf(year, counted)
  const withheld = withheldOf(numbers)
  const about = method === 'round' ? words.total : words.exact
  const on = dayInWords(counted, language)
  return [
    heading(words.title),
    list([
      total === null ? words.noTotal(year) : about(numbersIn(language)(total), year),
      words.period(dayInWords(from, language), dayInWords(until, language)),
      whole ? words.late(on) : words.notWhole(on),
      words.withheld(withheld.numbers, withheld.of),
    ]),
  ]
}

const whatTheySay = (language: ReportLanguage): readonly ReportBlock[] => {
  const { title, can, cannot } = REPORT_WORDS[language].says
  const said = (each: Worded): string => each[language]
  return [
    heading(title),
    heading(can, 3),
    list(OPEN_DATA.can.map(said)),
    heading(cannot, 3),
    list(OPEN_DATA.cannot.map(said)),
  ]
}

const howCounted = (language: ReportLanguage): readonly ReportBlock[] => {
  const words = REPORT_WORDS[language].counted
  const { definitions } = OPEN_DATA
  return [
    heading(words.title),
    ...(['person', 'year', 'form', 'region', 'denominator'] as const).flatMap((each) => [
      heading(words.names[each], 3),
      text(`${definitions[each][language]} ${words.source(definitions[each].source[language])}`),
    ]),
    text(words.proposed),
  ]
}

type Named = { readonly name: string; readonly shown: Shown | undefined }
/** A figure with its table: the same names, the same numbers, in the same order. */
const drawnWithTable = (
  named: readonly Named[],
  { caption, head, total, language }: { caption: string; head: string; total: Shown; language: ReportLanguage },
): readonly ReportBlock[] => {
  const words = REPORT_WORDS[language]
  const say = numbersIn(language)
  const most = Math.max(1, ...named.map(({ shown }) => numberOf(shown) ?? 0))
  const parts = partsOf(named, BARS_MOST)
  return [
    ...parts.map((part, place): ReportBlock => {
      const bars = part.map(({ name, shown }) => ({ name, value: numberOf(shown), says: say(shown) }))
      const what = parts.length === 1 ? caption : `${caption}. ${words.part(place + 1, parts.length)}`
      return {
        kind: 'bars',
        alt: words.alt(what, bars.map(({ name, says }) => `${name} ${says}`).join(', ')),
        bars,
        most,
      }
    }),
    {
      ...{ kind: 'table', caption, numeric: true, head: [head, words.persons] },
      rows: [...named.map(({ name, shown }) => [name, say(shown)]), [words.total, say(total)]],
    },
    text(words.of(say(total))),
  ]
}
const partsOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size))

const byForm = ({ settings: { year }, numbers }: SignedRelease, language: ReportLanguage): readonly ReportBlock[] => {
  const { title, caption, head } = REPORT_WORDS[language].forms
  const named = numbers.forms.map((form, at) => ({ name: formName(form, language), shown: numbers.formTotals[at] }))
  return [heading(title), ...drawnWithTable(named, { caption: caption(year), head, total: numbers.total, language })]
}

const byRegion = ({ settings: { year }, numbers }: SignedRelease, language: ReportLanguage): readonly ReportBlock[] => {
  const { title, caption, head, order } = REPORT_WORDS[language].regions
  const named = numbers.regions.map((region, at) => ({
    name: regionName(region, language),
    shown: numbers.regionTotals[at],
  }))
  return [
    heading(title),
    text(order),
    ...drawnWithTable(named, { caption: caption(year), head, total: numbers.total, language }),
  ]
}

const byBoth = ({ settings: { year }, numbers }: SignedRelease, language: ReportLanguage): readonly ReportBlock[] => {
  const words = REPORT_WORDS[language]
  const say = numbersIn(language)
  const columns = [
    ...numbers.forms.map((form, at) => ({
      name: words.shortForms[form] ?? form,
      shown: [...numbers.cells.map((row) => row[at]), numbers.formTotals[at]],
    })),
    { name: words.total, shown: [...numbers.regionTotals, numbers.total] },
  ]
  const names = [...numbers.regions.map((region) => regionName(region, language)), words.total]
  const parts = partsOf(columns, FORMS_BESIDE + 1)
  return [
    heading(words.both.title),
    ...parts.map(
      (part, place): ReportBlock => ({
        ...{ kind: 'table', numeric: true, caption: words.both.caption(year, place + 1, parts.length) },
        head: [words.regions.head, ...part.map(({ name }) => name)],
        rows: names.map((name, row) => [name, ...part.map(({ shown }) => say(shown[row]))]),
      }),
    ),
    text(words.of(say(numbers.total))),
  ]
}

const whatIsHidden = ({ numbers, method, settings }: SignedRelease, language: ReportLanguage) => {
  const words = REPORT_WORDS[language].hidden
  const withheld = withheldOf(numbers)
  return [
    heading(words.title),
    ...(withheld.numbers === 0 ? [text(words.none)] : [text(words.few(settings.regionMin))]),
    ...(withheld.regions.length === 0
      ? []
      : [text(words.regions), list(withheld.regions.map((region) => regionName(region, language)))]),
    text(method === 'round' ? words.zero(settings.base) : words.others),
  ]
}

const howProtected = (
  { method, settings, attacked }: SignedRelease,
  language: ReportLanguage,
): readonly ReportBlock[] => {
  const words = REPORT_WORDS[language].protection
  const how = method === 'round' ? pictureWords.rounded : pictureWords.suppressed
  return [
    heading(words.title),
    text(how[language]),
    {
      ...{ kind: 'table', caption: words.caption, head: words.head, numeric: false },
      rows: [
        [words.method, words.methods[method]],
        ...(method === 'round' ? [[words.base, String(settings.base)]] : []),
        [words.regionMin, String(settings.regionMin)],
        [words.attacked, attacked <= 1 ? words.alone : words.sets(attacked)],
        [words.found, words.nothing],
      ],
    },
  ]
}

const howToCheck = (
  { note }: SignedRelease,
  { language, verifierKey, page }: { language: ReportLanguage; verifierKey: string; page: string },
): readonly ReportBlock[] => {
  const words = REPORT_WORDS[language].check
  return [
    heading(words.title),
    text(words.lead(page)),
    { kind: 'list', items: words.steps, ordered: true },
    heading(words.note, 3),
    { kind: 'signs', lines: note.split('\n').filter((line) => line !== '') },
    heading(words.key, 3),
    { kind: 'signs', lines: [verifierKey] },
  ]
}

const whichSets = (releases: readonly SignedRelease[], language: ReportLanguage): readonly ReportBlock[] => {
  const words = REPORT_WORDS[language].sets
  const say = numbersIn(language)
  const year = releases[0]?.settings.year ?? 0
  return [
    heading(words.title),
    text(words.newest),
    {
      ...{ kind: 'table', caption: words.caption(year), head: words.head, numeric: false },
      rows: releases.map(({ releasedAt, numbers, digest }) => [
        ...[dayInWords(dayAt(releasedAt), language), say(numbers.total), digest],
      ]),
    },
  ]
}
