import { Visitor, parseSync } from 'vite'

const AMBIENT = [
  'fetch',
  'indexedDB',
  'localStorage',
  'sessionStorage',
  'window',
  'document',
  'navigator',
  'crypto',
  'performance',
]

/**
 * What a TypeScript module reaches for.
 *
 * @param {string} path Tells TypeScript from TSX; nothing is read from disk.
 * @param {string} source
 * @returns {{ imports: { specifier: string, isDynamic: boolean, isTypeOnly: boolean, line: number }[], ambient: { name: string, line: number }[] }}
 *   `imports` holds re-exported ones too, and counts `new URL('x', import.meta.url)` as a dynamic one.
 *   `ambient` holds uses of the clock, chance, network, storage and page; a name that the module declares itself is its own.
 * @throws SyntaxError where the module can't be parsed.
 */
export function readModule(path, source) {
  const { program, module, errors } = parseSync(path, source)
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0].message}`)
  const lineAt = (offset) => source.slice(0, offset).split('\n').length
  const imports = []
  const addImport = (specifier, start, { isDynamic = false, isTypeOnly = false } = {}) =>
    imports.push({ specifier, isDynamic, isTypeOnly, line: lineAt(start) })

  for (const { moduleRequest, entries, start } of module.staticImports) {
    addImport(moduleRequest.value, start, {
      isTypeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })
  }
  for (const { entries } of module.staticExports) {
    const from = entries.find(({ moduleRequest }) => moduleRequest)
    if (from)
      addImport(from.moduleRequest.value, from.start, { isTypeOnly: entries.every(({ isType }) => isType) })
  }

  const declared = new Set()
  const uses = []
  const notReferences = new Set()
  new Visitor({
    ImportExpression: ({ source: from, start }) => {
      if (from.type === 'Literal') addImport(String(from.value), start, { isDynamic: true })
    },
    TSImportType: ({ source: from, start }) => addImport(from.value, start, { isTypeOnly: true }),
    NewExpression: ({ callee, arguments: [first, second], start }) => {
      const isModuleUrl = callee.name === 'URL' && first?.type === 'Literal' && isImportMetaUrl(second)
      if (isModuleUrl) addImport(first.value, start, { isDynamic: true })
      if (callee.name === 'Date' && !first) uses.push({ name: 'new Date()', start })
    },
    MemberExpression: ({ object, property, computed, start }) => {
      if (!computed) notReferences.add(property)
      const name = `${object.name}.${property.name}`
      if (name === 'Date.now' || name === 'Math.random') uses.push({ name, start })
      if (object.name === 'globalThis' && AMBIENT.includes(property.name)) uses.push({ name, start })
    },
    Property: ({ key, computed }) => {
      if (!computed) notReferences.add(key)
    },
    PropertyDefinition: ({ key }) => notReferences.add(key),
    MethodDefinition: ({ key }) => notReferences.add(key),
    TSPropertySignature: ({ key }) => notReferences.add(key),
    TSMethodSignature: ({ key }) => notReferences.add(key),
    TSTypeQuery: ({ exprName }) => notReferences.add(exprName),
    VariableDeclarator: ({ id }) => declarePattern(id, declared),
    FunctionDeclaration: ({ id, params }) => declareAll([id, ...params], declared),
    FunctionExpression: ({ params }) => declareAll(params, declared),
    ArrowFunctionExpression: ({ params }) => declareAll(params, declared),
    ImportSpecifier: ({ local }) => declared.add(local.name),
    TSFunctionType: ({ params }) => declareAll(params, declared),
    Identifier: (node) => {
      if (AMBIENT.includes(node.name)) uses.push({ name: node.name, start: node.start, node })
    },
  }).visit(program)

  const ambient = uses
    .filter(({ name, node }) => !node || (!notReferences.has(node) && !declared.has(name)))
    .map(({ name, start }) => ({ name, line: lineAt(start) }))
  return { imports, ambient }
}

const isImportMetaUrl = (node) =>
  node?.type === 'MemberExpression' && node.object.type === 'MetaProperty' && node.property.name === 'url'

function declareAll(patterns, names) {
  for (const pattern of patterns) declarePattern(pattern, names)
}

/** Adds every name that a parameter or a declaration binds. */
function declarePattern(pattern, names) {
  switch (pattern?.type) {
    case 'Identifier':
      names.add(pattern.name)
      return
    case 'AssignmentPattern':
      return declarePattern(pattern.left, names)
    case 'RestElement':
      return declarePattern(pattern.argument, names)
    case 'ArrayPattern':
      return declareAll(pattern.elements, names)
    case 'ObjectPattern':
      return declareAll(
        pattern.properties.map((property) => property.value ?? property),
        names,
      )
  }
}
