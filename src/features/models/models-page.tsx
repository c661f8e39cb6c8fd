import { Link } from '@tanstack/react-router'
import { BrowserModel } from './browser-model'
import { ExamplesPicker } from './examples-picker'
import { KeptModelList } from './kept-model-list'
import { MlcModelList } from './mlc-model-list'
import { ServerForm } from './server-form'
import { ServerList } from './server-list'
import { SpaceLine } from './space-line'

/** What can reason besides the knowledge engine: models on this machine, and servers a person trusts. */
export function ModelsPage() {
  return (
    <div className="mx-auto grid max-w-3xl gap-8 px-4 py-6 sm:px-6">
      <div className="grid gap-2">
        <h1 className="font-serif text-2xl font-semibold">Models</h1>
        <SpaceLine />
      </div>
      <MlcModelList />
      <KeptModelList />
      <section className="grid gap-3">
        <h2 className="text-lg font-semibold">Servers</h2>
        <p className="text-ink-soft">
          Any server with OpenAI’s chat interface: Ollama, llama.cpp, LM Studio, vLLM, on this machine or on
          your ward’s. With one, the words of a case leave this page; you are asked first, once a host.
        </p>
        <ServerList />
        <ServerForm />
      </section>
      <BrowserModel />
      <section className="grid gap-2">
        <h2 className="text-lg font-semibold">How models are asked</h2>
        <p className="text-ink-soft">
          Each strategy’s words can be read, copied and changed on the page of{' '}
          <Link to="/prompts" className="underline">
            prompts
          </Link>
          .
        </p>
        <ExamplesPicker />
      </section>
    </div>
  )
}
