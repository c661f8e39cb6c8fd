import { Icon } from '../ui/icon'
import { Menu } from '../ui/menu'
import { THEMES, type Theme, setTheme, useTheme } from './theme'

const LABELS: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' }

export function ThemeMenu() {
  const theme = useTheme((state) => state.theme)
  return (
    <Menu
      tone="quiet"
      size="icon"
      ariaLabel={`Theme: ${LABELS[theme]}`}
      label={<Icon name={theme === 'dark' ? 'moon' : theme === 'light' ? 'sun' : 'screen'} />}
      items={THEMES.map((choice) => ({
        label: LABELS[choice],
        icon: choice === theme ? <Icon name="check" /> : <span className="size-4" />,
        onSelect: () => setTheme(choice),
      }))}
    />
  )
}
