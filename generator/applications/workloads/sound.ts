import type { Finding } from '../../core/finding.ts';
import { isRecord, own } from '../../core/json.ts';
import { mistakes, wrong } from '../option.ts';

/** What the compiler cannot see: options that go together only in one way. All of it at once. */
export function checked(options: object): void {
  mistakes(found(options));
}

function* found(options: object): Generator<Finding> {
  const image = own(options, 'image');
  if (typeof image !== 'string' || image === '')
    yield wrong('image is missing', "name one: image('web'), or a text");
  const replicas = own(options, 'replicas');
  if (isRecord(replicas)) {
    const { min, max, cpu, memory } = replicas;
    if (Number(min) > Number(max))
      yield wrong(`replicas: min ${min} is more than max ${max}`, 'turn them round');
    if (cpu === false && memory === undefined)
      yield wrong('replicas: nothing is left to scale by', 'leave out cpu: false, or add memory');
  }
  if (own(options, 'route') !== undefined && own(options, 'host') === undefined)
    yield wrong('route: there is no host to route for', 'add host, or leave out route');
  yield* names(options);
}

/** A name stands for one thing in a pod. */
function* names(options: object): Generator<Finding> {
  if (own(options, 'files') !== undefined && has(options, 'volumes', 'files'))
    yield wrong('volumes.files: the option files makes a volume of this name', 'give it another name');
  if (own(options, 'tmp') !== false && has(options, 'volumes', 'tmp'))
    yield wrong(
      'volumes.tmp: the option tmp makes a volume of this name',
      'add tmp: false, or give it another name',
    );
  for (const name of Object.keys((own(options, 'init') as object | undefined) ?? {}))
    if (has(options, 'sidecars', name))
      yield wrong(`init.${name}: a sidecar has this name too`, 'give one of them another name');
}

function has(options: object, field: string, name: string): boolean {
  const map = own(options, field);
  return isRecord(map) && Object.hasOwn(map, name);
}
