/** Steps of a GitHub job that has nothing of the repository's credentials: all that pull requests get. */
export const readOnlyCheckout = `      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false`;

/** The packages of a project, as its lock has them. */
export const install = `      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - name: Install
        run: npm ci`;

/** What every job of GitLab has: all of the history, and packages that were fetched before. */
export const gitlabSurroundings = `  variables:
    GIT_DEPTH: "0"
    npm_config_cache: $CI_PROJECT_DIR/.npm
  cache:
    key:
      files: [package-lock.json]
    paths: [.npm/]`;
