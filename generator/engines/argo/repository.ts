import type { Source } from '../../model/source.ts';

/** Where an Application reads from, and which revision. */
export function repository(
  source: Source,
  revision: string | undefined,
): { repoURL: string; targetRevision: string } {
  if (source.kind === 'GitRepository') {
    const { url, commit, tag, semver, branch } = source.options;
    return { repoURL: url, targetRevision: revision ?? commit ?? tag ?? semver ?? branch ?? 'HEAD' };
  }
  if (source.kind === 'OCIRepository') {
    const { url, digest, tag, semver } = source.options;
    return { repoURL: url, targetRevision: revision ?? digest ?? tag ?? semver ?? 'latest' };
  }
  return {
    repoURL: source.kind === 'HelmRepository' ? source.options.url : source.name,
    targetRevision: revision ?? 'HEAD',
  };
}

/** Argo CD writes paths without `./`; the root of a repository is `.`. */
export function plain(path: string): string {
  return path.replace(/^\.\/(?=.)/, '').replace(/^\.\/$/, '.');
}

/** What must change in the repository before the Application is looked at again. */
export function watched(path: string): string {
  return path === './' ? '.' : `/${plain(path)}`;
}
