/** What a patch is read against; both may be left out. */
export interface PatchOptions {
  /** `major.minor`; the newest shipped without. */
  readonly kubernetes?: string | undefined;
  /**
   * CustomResourceDefinitions, as objects or YAML texts: they win over what is shipped. `argo-cd@2.14` chooses the release of a project
   * whose definitions are shipped; the newest without.
   */
  readonly crds?: readonly unknown[] | undefined;
}
