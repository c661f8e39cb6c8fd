// Runs before the first paint, so that a dark screen never flashes white. src/app/theme.ts writes what is read here.
try {
  const theme = localStorage.getItem('rounds-theme')
  document.documentElement.dataset.theme = theme === 'light' || theme === 'dark' ? theme : 'system'
} catch {
  document.documentElement.dataset.theme = 'system' // site data is blocked: the machine's own theme is used
}
