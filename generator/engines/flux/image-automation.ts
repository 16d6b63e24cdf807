import { ImagePolicy, ImageRepository, ImageUpdateAutomation } from '#kinds/crds/image.toolkit.fluxcd.io/v1';
import type { EngineDocument } from '../../layout/file-set.ts';
import type { Source } from '../../model/source.ts';
import type { Settings } from './settings.ts';

/** Keeps `pins.yaml` up to date: Flux looks for newer images and edits that file, never the output. */
export interface ImageAutomation {
  /** Name of a policy, as the setter marker in `pins.yaml` says it, and the image it follows. */
  readonly images: Readonly<
    Record<
      string,
      {
        readonly image: string;
        readonly policy: NonNullable<ImagePolicy['spec']>['policy'];
        readonly secret?: string;
      }
    >
  >;
  readonly author: { readonly name: string; readonly email: string };
  /** Where the change is pushed, for a pull request; absent: the branch that is read. */
  readonly push?: string;
  /** The folder of `pins.yaml` in the repository. */
  readonly path?: string;
}

export function imageAutomationDocuments(
  directory: string,
  { images, author, push, path = './' }: ImageAutomation,
  source: Source,
  { namespace, interval }: Settings,
): readonly EngineDocument[] {
  const followed = Object.entries(images).flatMap(([name, { image, policy, secret }]) => {
    const metadata = { name, namespace };
    const secretRef = secret === undefined ? {} : { secretRef: { name: secret } };
    return [
      {
        directory,
        file: `imagerepository-${name}.yaml`,
        object: ImageRepository({ metadata, spec: { image, interval, ...secretRef } }),
      },
      {
        directory,
        file: `imagepolicy-${name}.yaml`,
        object: ImagePolicy({ metadata, spec: { imageRepositoryRef: { name }, policy } }),
      },
    ];
  });
  const automation = ImageUpdateAutomation({
    metadata: { name: 'pins', namespace },
    spec: {
      interval,
      sourceRef: { kind: 'GitRepository', name: source.name },
      git: { commit: { author }, ...(push === undefined ? {} : { push: { branch: push } }) },
      update: { path, strategy: 'Setters' },
    },
  });
  return [...followed, { directory, file: 'imageupdateautomation-pins.yaml', object: automation }];
}
