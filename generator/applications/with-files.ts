import type { ApplicationConfig, Context } from '../model/model.ts';
import type { FilePart, GeneratorPart } from '../model/part.ts';
import { readBytes } from './files.ts';

/** A file of the project, as content. */
export interface FromProject {
  readonly project: string;
}

export interface Generated extends Omit<GeneratorPart, 'part' | 'kind'> {}

export interface Additions {
  /** By name, below the application's own directory: a text, bytes, or a file of the project. */
  readonly files?: Readonly<Record<string, string | Uint8Array | FromProject>>;
  /** ConfigMaps that kustomize makes of files and texts; what uses them is rolled when they change. */
  readonly configMapGenerator?: readonly Generated[];
  readonly secretGenerator?: readonly Generated[];
}

/** A file of the project as content: `withFiles(app, { files: { 'nginx.conf': projectFile('conf/nginx.conf') } })`. */
export function projectFile(path: string): FromProject {
  return Object.freeze({ project: path });
}

/** Adds files and generators beside whatever an application answers. */
export function withFiles(config: ApplicationConfig, additions: Additions): ApplicationConfig {
  const { files = {}, configMapGenerator = [], secretGenerator = [] } = additions;
  return Object.freeze({
    ...config,
    render: (context: Context) => [
      ...config.render(context),
      ...Object.entries(files).map(
        ([path, content]): FilePart => ({
          part: 'file',
          path,
          content:
            typeof content === 'object' && 'project' in content
              ? readBytes(context.files, content.project)
              : content,
        }),
      ),
      ...configMapGenerator.map((each) => generator('ConfigMap', each, context)),
      ...secretGenerator.map((each) => generator('Secret', each, context)),
    ],
  });
}

function generator(kind: GeneratorPart['kind'], each: Generated, { namespace }: Context): GeneratorPart {
  return { part: 'generator', kind, ...(namespace === undefined ? {} : { namespace }), ...each };
}
