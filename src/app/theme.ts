import { create } from 'zustand'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Shared with `public/theme.js`, which applies it before the first paint. */
const STORAGE_KEY = 'rounds-theme'

function readTheme(): Theme {
  const stored = localStorage.getItem(STORAGE_KEY)
  return THEMES.find((theme) => theme === stored) ?? 'system'
}

/** The chosen theme; `system` follows the machine's. */
export const useTheme = create<{ theme: Theme }>(() => ({ theme: readTheme() }))

/** Applies a theme at once and keeps it for the next start. */
export function setTheme(theme: Theme): void {
  localStorage.setItem(STORAGE_KEY, theme)
  document.documentElement.dataset['theme'] = theme
  useTheme.setState({ theme })
}
