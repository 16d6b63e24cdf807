/** `teams/*\/app.yaml`: `*` and `?` stay within a step, `**` leads through any number of them. */
export function globPattern(glob: string): RegExp {
  const text = glob
    .split('/')
    .map((step) => (step === '**' ? step : stepPattern(step)))
    .join('/')
    .replaceAll('**/', '(?:[^/]+/)*')
    .replace(/\*\*$/, '.*');
  return new RegExp(`^${text}$`);
}

function stepPattern(step: string): string {
  return step
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replaceAll('?', '[^/]');
}

/** The folder that every match is in. */
export function fixedFolder(glob: string): string {
  const steps = glob.split('/').slice(0, -1);
  const first = steps.findIndex((step) => /[*?]/.test(step));
  return (first < 0 ? steps : steps.slice(0, first)).join('/');
}
