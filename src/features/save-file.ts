/** Hands a text or a file made here to the browser as a download. Nothing leaves the machine. */
export function saveFile(name: string, type: string, content: string | readonly string[] | Blob): void {
  const parts = typeof content === 'string' || content instanceof Blob ? [content] : [...content]
  const url = URL.createObjectURL(new Blob(parts, { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Long enough for the browser to have begun reading.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** A file name out of a title: letters, digits and dashes. */
export function fileNameOf(title: string, extension: string): string {
  const stem = title
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 60)
  return `${stem || 'case'}.${extension}`
}
