import * as z from 'zod/mini'

// The page's Content-Security-Policy forbids eval; without this zod would try it once and leave a violation behind.
z.config({ jitless: true })

export { z }
