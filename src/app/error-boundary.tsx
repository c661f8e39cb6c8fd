import { Component, type ErrorInfo, type ReactNode } from 'react'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'

/** Catches a bug in a page, keeps the shell standing, and says that stored work is safe. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly error: Error | null }
> {
  override state = { error: null as Error | null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    // Stack only: messages could hold words of a case, and logs must not.
    console.error(error.name, info.componentStack)
  }

  override render() {
    if (!this.state.error) return this.props.children
    return (
      <div className="mx-auto max-w-xl p-6">
        <Notice
          tone="bad"
          isAlert
          title="This page stopped working"
          detail={`What was saved is safe in this browser. ${this.state.error.message}`}
          actions={
            <>
              <Button onClick={() => this.setState({ error: null })}>Try again</Button>
              <Button tone="quiet" onClick={() => location.reload()}>
                Reload
              </Button>
            </>
          }
        />
      </div>
    )
  }
}
