import type { Talk } from './io.ts';
import { usage } from './usage.ts';

/** The options that every verb knows, taken out of its arguments. */
export function readTalk(
  argv: readonly string[],
  usual: Talk,
): { readonly argv: readonly string[]; readonly talk: Talk } {
  const left: string[] = [];
  let talk = usual;
  for (let index = 0; index < argv.length; index++) {
    const each = argv[index] as string;
    if (each === '--') return { argv: [...left, ...argv.slice(index)], talk };
    if (each === '--quiet') talk = { ...talk, level: 'quiet' };
    else if (each === '--verbose') talk = { ...talk, level: 'verbose' };
    else if (each === '--log-format' || each.startsWith('--log-format=')) {
      const format = each.includes('=') ? each.slice(each.indexOf('=') + 1) : argv[++index];
      if (format !== 'text' && format !== 'json') throw usage('--log-format is text or json');
      talk = { ...talk, format };
    } else left.push(each);
  }
  return { argv: left, talk };
}
