/** What `import … from 'plimsoll/import'` offers: schemas → types, factories, paths, in memory. */
export { importCustomResources } from './imports/custom-resources.ts';
export { importDocuments } from './imports/import.ts';
export { importKubernetes } from './imports/kubernetes.ts';
export type { ImportResult } from './imports/result.ts';
export { addBuiltin, type BuiltinFacts } from './normalise/builtin.ts';
export { realAccess } from './sources/access.ts';
export type { SourceDocument } from './sources/document.ts';
export { type Access, type ReadResult, readSource } from './sources/read.ts';
export { readStore, writeStore } from './store/files.ts';
export type { Store } from './store/model.ts';
export { addLifecycle, addSource, type NamedSource, printStore } from './store/store.ts';
