import type { ApplicationConfig, Context } from '../../model/model.ts';
import { manifests } from '../manifests.ts';
import { mistakes, wrong } from '../option.ts';

/** Files that SOPS has encrypted, copied byte for byte; one that is not encrypted is refused. */
export function sopsSecrets(from: string | readonly string[]): ApplicationConfig {
  const copied = manifests(from, { verbatim: true });
  return Object.freeze({
    ...copied,
    kind: 'sops-secrets',
    render: (context: Context) => {
      const parts = copied.render(context);
      mistakes(
        parts.flatMap((each) =>
          'part' in each && each.part === 'file' && each.encrypted !== true
            ? [wrong(`${each.path} is not encrypted`, 'encrypt it: sops --encrypt --in-place')]
            : [],
        ),
      );
      return parts;
    },
  });
}
