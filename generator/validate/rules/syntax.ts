/** Texts that the server wants written in a certain way; each says what is wrong with one, or nothing. */
export type Syntax = (text: string) => string | undefined;

function syntax(pattern: RegExp, longest: number, wanted: string): Syntax {
  return (text) => {
    if (text.length > longest) return `is longer than ${longest} characters`;
    return pattern.test(text) ? undefined : `is not ${wanted}`;
  };
}

export const label1123: Syntax = syntax(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  63,
  'made of lower-case letters, digits and dashes, with a letter or digit at both ends',
);

export const label1035: Syntax = syntax(
  /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  63,
  'made of lower-case letters, digits and dashes, beginning with a letter',
);

export const subdomain: Syntax = syntax(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  253,
  'made of lower-case letters, digits, dashes and dots, with a letter or digit at both ends of each part',
);

const wordsWanted = 'made of letters, digits, - _ and ., with a letter or digit at both ends';
const words = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

export const labelValue: Syntax = syntax(words, 63, wordsWanted);

/** What most keys are: a short name, or one of a domain whose parts are short. */
const usual = /^(?:[a-z0-9]{1,20}(?:\.[a-z0-9]{1,20}){1,5}\/)?[a-z0-9]{1,20}(?:[-._][a-z0-9]{1,20}){0,2}$/;

/** A name, with a domain and a slash before it or not: keys of labels and annotations, finalizers. */
export const qualifiedName: Syntax = (text) => {
  if (usual.test(text)) return undefined;
  const [first = '', second, ...more] = text.split('/');
  if (more.length > 0) return 'has more than one slash';
  const name = second ?? first;
  if (second !== undefined) {
    const wrong = first === '' ? 'is empty' : subdomain(first);
    if (wrong !== undefined) return `has a domain before its slash that ${wrong}`;
  }
  if (name === '') return 'has no name';
  if (name.length > 63) return 'has a name of more than 63 characters';
  return words.test(name) ? undefined : `has a name that is not ${wordsWanted}`;
};

/** One step of an address: names of roles and their bindings. */
export const pathSegment: Syntax = (text) => {
  if (text === '.' || text === '..') return 'is a step to a folder';
  return /[/%]/.test(text) ? 'holds / or %' : undefined;
};

export function atMost(longest: number, inner: Syntax): Syntax {
  return (text) =>
    inner(text) ?? (text.length > longest ? `is longer than ${longest} characters` : undefined);
}
