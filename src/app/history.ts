import { createBrowserHistory, parseHref } from '@tanstack/history'

/**
 * Routes live in the hash, so that any static host serves the app from any folder. The router's own hash history
 * mixes the page's query string into the route's; this one keeps them apart.
 */
export function createHashHistory() {
  return createBrowserHistory({
    parseLocation: () => parseHref(location.hash.slice(1) || '/', history.state),
    createHref: (href) => `${location.pathname}${location.search}#${href}`,
  })
}
