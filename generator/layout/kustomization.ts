import { byText } from '../core/compare.ts';
import { defined } from '../core/json.ts';
import { joinPath } from '../core/path.ts';
import type { GeneratorPart } from '../model/part.ts';

/** What a kustomization.yaml will list. */
export interface Kustomization {
  readonly resources: Set<string>;
  readonly generators: { readonly part: GeneratorPart; readonly folder: string }[];
  /** Patches of its resources: inline, or in a file beside it. */
  readonly patches: { readonly target: object; readonly patch?: string; readonly path?: string }[];
}

export function newKustomization(): Kustomization {
  return { resources: new Set(), generators: [], patches: [] };
}

export function kustomizationObject({ resources, generators, patches }: Kustomization): object {
  const of = (kind: GeneratorPart['kind']): object | undefined => {
    const all = generators.filter(({ part }) => part.kind === kind);
    return all.length === 0 ? undefined : all.map(({ part, folder }) => generator(part, folder));
  };
  return defined({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...resources].sort(byText),
    configMapGenerator: of('ConfigMap'),
    secretGenerator: of('Secret'),
    patches: patches.length === 0 ? undefined : patches,
  });
}

function generator(part: GeneratorPart, folder: string): object {
  const { name, namespace, files, literals, type, labels, annotations, stableName } = part;
  const options = defined({ labels, annotations, disableNameSuffixHash: stableName });
  return defined({
    name,
    namespace,
    type,
    files: files?.map((file) => placed(file, folder)),
    literals:
      literals &&
      Object.keys(literals)
        .sort(byText)
        .map((key) => `${key}=${literals[key]}`),
    options: Object.keys(options).length === 0 ? undefined : options,
  });
}

/** `key=path` or `path`. */
function placed(file: string, folder: string): string {
  const equals = file.indexOf('=');
  return `${file.slice(0, equals + 1)}${joinPath(folder, file.slice(equals + 1))}`;
}
