/** JSON Pointer (RFC 6901): `/spec/containers/0`, with `~1` for a slash and `~0` for a tilde in names. */

/** The names and indexes of a pointer; undefined when it is none. */
export function readPointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  const steps = pointer.slice(1).split('/');
  return pointer.includes('~')
    ? steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    : steps;
}

export function pointerText(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${escaped(String(step))}`).join('');
}

function escaped(name: string): string {
  return name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;
}

/** Digits without a leading zero; anything else is no index. */
export function readIndex(step: string): number | undefined {
  return /^(0|[1-9]\d{0,14})$/.test(step) ? Number(step) : undefined;
}
