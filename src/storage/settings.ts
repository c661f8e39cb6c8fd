import type { RoundsDatabase } from './database'
import type { SettingsRepository } from './repositories'

export function createSettingsRepository(database: RoundsDatabase): SettingsRepository {
  return {
    // The caller knows what it stored under its own key.
    get: async <T>(key: string) => ((await database.settings.get(key))?.value as T | undefined) ?? null,
    set: async (key, value) => {
      await database.settings.put({ key, value })
    },
  }
}
