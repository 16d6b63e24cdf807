import type { ApplicationConfig } from '../../model/model.ts';
import { named } from '../named.ts';
import { namespaceObject } from './namespace-object.ts';
import type { NamespaceOptions } from './namespace-options.ts';

/** A namespace in which the server holds pods to a standard. */
export function namespace(options: NamespaceOptions = {}): ApplicationConfig {
  return named('namespace', options, (name) => [namespaceObject(name, options)]);
}
