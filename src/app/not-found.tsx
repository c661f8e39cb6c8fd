import { Link } from '@tanstack/react-router'

export function NotFound() {
  return (
    <div className="mx-auto max-w-xl p-8">
      <h1 className="font-serif text-2xl font-semibold">There is no such page</h1>
      <p className="mt-2 text-ink-soft">
        The address may be mistyped. Your cases are in the{' '}
        <Link to="/" className="text-accent underline">
          library
        </Link>
        .
      </p>
    </div>
  )
}
