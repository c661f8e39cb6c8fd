import type { LaunchOptions } from 'playwright'
export function findBrowser(): { kind: 'env' | 'playwright' | 'system'; path: string } | null
export function launchOptions(): LaunchOptions
