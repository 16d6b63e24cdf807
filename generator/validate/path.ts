import { pointerText, readPointer } from '../patch/json/pointer.ts';

/** A JSON Pointer as the server writes paths: `spec.containers[0].image`, `metadata.labels[a.b/c]`. */
export function fieldPath(pointer: string): string {
  let path = '';
  for (const name of readPointer(pointer) ?? []) {
    if (/^[A-Za-z_$][\w$-]*$/.test(name)) path += path === '' ? name : `.${name}`;
    else path += `[${name}]`;
  }
  return path;
}

export function below(pointer: string, name: string): string {
  return pointer + pointerText([name]);
}
