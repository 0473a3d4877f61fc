/**
 * Every address of the application and the screen behind it. A screen is loaded when somebody goes there. Addresses are
 * Dutch words, never hold a name, and never say what a file is about.
 */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Shell } from './shell/shell.tsx'
import { Broken, NotFound, SignedIn } from './shell/states.tsx'
import { StartScreen } from './start.screen.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Broken })
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn })

const open = [
  createRoute({ getParentRoute: () => root, path: '/', component: StartScreen }),
  createRoute({ getParentRoute: () => root, path: '/app', component: StartScreen }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/aanmelden',
    component: lazyRouteComponent(() => import('../access/sign-in.screen.tsx'), 'SignInScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/wegwijzer',
    component: lazyRouteComponent(() => import('../responsibility/route-finder.screen.tsx'), 'RouteFinderScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/wie-bel-ik',
    component: lazyRouteComponent(() => import('../directory/who-to-call.screen.tsx'), 'WhoToCallScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/onderdelen',
    component: lazyRouteComponent(() => import('./gallery.screen.tsx'), 'GalleryScreen'),
  }),
] as const

const work = [
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/vandaag',
    component: lazyRouteComponent(() => import('../table/today.screen.tsx'), 'TodayScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/signalen',
    component: lazyRouteComponent(() => import('../signal/signals.screen.tsx'), 'SignalsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/signalen/nieuw',
    component: lazyRouteComponent(() => import('../signal/new-signal.screen.tsx'), 'NewSignalScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/signalen/$signalId',
    component: lazyRouteComponent(() => import('../signal/signal.screen.tsx'), 'SignalScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/gesprekken',
    component: lazyRouteComponent(() => import('../signal/calls.screen.tsx'), 'CallsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/treffers',
    component: lazyRouteComponent(() => import('../linkage/hits.screen.tsx'), 'HitsScreen'),
  }),
] as const

export const router = createRouter({
  routeTree: root.addChildren([...open, signedIn.addChildren([...work])]),
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
