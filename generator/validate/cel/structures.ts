import { closingQuote } from './dialect.ts';

const begins = /(?:Object(?:\.[A-Za-z_]\w*)*|(JSONPatch))\s*\{/y;
/** Perhaps it is there (`?name:`): that makes no difference here. */
const key = /\s*\??\s*([A-Za-z_]\w*)(\s*:)/y;

/**
 * An expression of a policy that changes objects, with its structures made of maps: `Object.spec{replicas: 3}` as
 * `asObject({"replicas": 3})`. Which fields an object has is another question; whether it can be read is the same.
 */
export function withoutStructures(expression: string): string {
  // For each brace that is open: whether it is one of a structure.
  const open: boolean[] = [];
  let made = '';
  let at = 0;
  const takeKey = (): void => {
    key.lastIndex = at;
    const found = open.at(-1) === true ? key.exec(expression) : null;
    if (found === null) return;
    made += `"${found[1]}"${found[2]}`;
    at = key.lastIndex;
  };
  while (at < expression.length) {
    const character = expression.charAt(at);
    begins.lastIndex = at;
    const begun = /[\w.]$/.test(made) ? null : begins.exec(expression);
    if (character === '"' || character === "'") {
      const end = closingQuote(expression, at);
      made += expression.slice(at, end);
      at = end;
    } else if (begun !== null) {
      open.push(true);
      made += begun[1] === undefined ? 'asObject({' : 'asPatch({';
      at += begun[0].length;
      takeKey();
    } else {
      if ('{(['.includes(character)) open.push(false);
      const closes = '})]'.includes(character) && open.pop() === true;
      made += closes ? '})' : character;
      at++;
      if (character === ',') takeKey();
    }
  }
  return made;
}
