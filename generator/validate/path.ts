/** A JSON Pointer as the server writes paths: `spec.containers[0].image`, `metadata.labels[a.b/c]`. */
export function fieldPath(pointer: string): string {
  let path = '';
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (/^\d+$/.test(name)) path += `[${name}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(name)) path += path === '' ? name : `.${name}`;
    else path += `[${name}]`;
  }
  return path;
}

export function below(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
