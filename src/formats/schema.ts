import * as z from 'zod/mini'

// The page's policy forbids eval; without this the library would try it once and the browser would log the breach.
z.config({ jitless: true })

export { z }
