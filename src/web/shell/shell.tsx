/** What stands around every screen: banner, name, who is signed in, language, menu, and the way past all that. */
import './shell.css'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useLanguage, useWords } from '../language.tsx'
import { useSession, useSignOut } from '../session.ts'
import { type Destination, destinationsFor, MENU_GROUPS, type MenuGroup, PUBLIC, WORK } from './navigation.ts'

export const Shell = (): ReactNode => {
  const words = useWords()
  const { data: session } = useSession()
  const work = destinationsFor(WORK, session?.function)
  // Unknown is shown as a demonstration: the banner may never be missing where it belongs.
  const demonstration = session?.demonstration ?? true
  return (
    <div className="shell">
      <a className="utrecht-skip-link" href="#main">
        {words.shell.skip}
      </a>
      {demonstration ? (
        <p className="shell__banner" role="note">
          {words.shell.banner}
        </p>
      ) : (
        <span />
      )}
      <Header name={session?.name} workFunction={session?.function} />
      <div className="shell__body" data-nav="true">
        <Menu work={work} name={session?.name} />
        <main id="main" className="shell__main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <footer className="shell__footer">
        <span>{words.shell.footer.danger}</span>
        <span>{words.shell.footer.rules}</span>
      </footer>
    </div>
  )
}

const Header = (props: { readonly name: string | undefined; readonly workFunction: string | undefined }): ReactNode => {
  const words = useWords()
  const { language, choose } = useLanguage()
  const signOut = useSignOut()
  return (
    <header className="shell__header">
      <Link to="/" className="shell__brand">
        <Mark />
        Samenhang
      </Link>
      {props.name === undefined ? null : (
        <p className="shell__person">
          <span>{props.name}</span>
          <span>{functionName(words.shell.functions, props.workFunction)}</span>
        </p>
      )}
      <div className="shell__tools">
        <button
          type="button"
          className="shell__tool"
          lang={language === 'nl' ? 'en' : 'nl'}
          onClick={() => choose(language === 'nl' ? 'en' : 'nl')}
        >
          {language === 'nl' ? 'English' : 'Nederlands'}
        </button>
        {props.name === undefined ? (
          <Link to="/app/aanmelden" className="shell__tool">
            {words.shell.signIn}
          </Link>
        ) : (
          <button type="button" className="shell__tool" onClick={() => void signOut()}>
            {words.shell.signOut}
          </button>
        )}
      </div>
    </header>
  )
}

const Menu = (props: { readonly work: readonly Destination[]; readonly name: string | undefined }): ReactNode => {
  const { work, name } = props
  const all = [...work, ...PUBLIC]
  const words = useWords()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [open, setOpen] = useState(false)
  // Whoever went somewhere has chosen: on a phone the menu closes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what this waits for
  useEffect(() => setOpen(false), [path])
  return (
    <div>
      <button
        type="button"
        className="shell__tool shell__menu"
        aria-expanded={open}
        aria-controls="menu"
        onClick={() => setOpen(!open)}
      >
        {words.shell.menu}
        <span aria-hidden="true">{open ? '−' : '+'}</span>
      </button>
      <nav id="menu" className="shell__nav" data-open={open} aria-label={words.shell.menu}>
        {name === undefined ? null : <p className="shell__who">{name}</p>}
        {work.length === 0 ? (
          <MenuList items={PUBLIC} path={path} />
        ) : (
          MENU_GROUPS.map((group) => (
            <MenuPart key={group} group={group} items={all.filter((each) => each.group === group)} path={path} />
          ))
        )}
      </nav>
    </div>
  )
}

const isAt = (to: string, path: string): boolean => path === to || path.startsWith(`${to}/`)

/** One group of the menu. Where there is room it stands open beneath its name; on a phone the name opens it, and where one is now is open. */
const MenuPart = (props: {
  readonly group: MenuGroup
  readonly items: readonly Destination[]
  readonly path: string
}): ReactNode => {
  const { group, items, path } = props
  const words = useWords().shell
  const [open, setOpen] = useState(() => items.some(({ to }) => isAt(to, path)))
  if (items.length === 0) return null
  const name = words.menuGroups[group]
  return (
    <div className="shell__part">
      <p className="shell__part-name">{name}</p>
      <button
        type="button"
        className="shell__part-open"
        aria-expanded={open}
        aria-controls={`menu-${group}`}
        onClick={() => setOpen(!open)}
      >
        {name}
        <span aria-hidden="true">{open ? '−' : '+'}</span>
      </button>
      <div id={`menu-${group}`} className="shell__part-list" data-open={open}>
        <MenuList items={items} path={path} name={name} />
      </div>
    </div>
  )
}

const MenuList = (props: {
  readonly items: readonly Destination[]
  readonly path: string
  readonly name?: string
}): ReactNode => {
  const { items, path, name } = props
  const words = useWords()
  return (
    <ul {...(name ? { 'aria-label': name } : {})}>
      {items.map(({ to, label }) => (
        <li key={to}>
          <Link
            to={to}
            className="shell__link"
            activeOptions={{ exact: true }}
            {...(path.startsWith(`${to}/`) ? { 'data-within': 'true' } : {})}
          >
            {label(words)}
          </Link>
        </li>
      ))}
    </ul>
  )
}

const functionName = (names: Readonly<Record<string, string>>, workFunction: string | undefined): string =>
  workFunction === undefined ? '' : (names[workFunction] ?? workFunction)

const Mark = (): ReactNode => (
  <svg viewBox="0 0 34 22" aria-hidden="true" focusable="false">
    <g fill="none" stroke="currentColor" strokeWidth="2.6">
      <circle cx="11.5" cy="11" r="8.5" />
      <circle cx="22.5" cy="11" r="8.5" />
    </g>
  </svg>
)
