/** The heavy part, only ever reached through `import()`: 0.3 MB of code, and the address of 9 MB of WebAssembly of ours. */
export { Wllama } from '@wllama/wllama'
export { default as wasmUrl } from '@wllama/wllama/esm/wasm/wllama.wasm?url'
