import { gitlabSurroundings } from '../steps.ts';
import type { Shape } from './shape.ts';

/** The same for GitLab, which counts parallel jobs itself. */
export function gitlabShards({ of, branch, output }: Shape): string {
  return `# Made by plimsoll shards gitlab --of ${of}. Each shard renders its part of the clusters; what changed is brought together as one commit.
# PLIMSOLL_TOKEN, a project access token, is a masked variable of the environment plimsoll-commit (write_repository, protected).
.plimsoll-shards:
  image: node:22
  rules:
    - if: $CI_COMMIT_BRANCH == "${branch}" && $CI_PIPELINE_SOURCE != "merge_request_event"
${gitlabSurroundings}

plimsoll-shard:
  extends: .plimsoll-shards
  parallel: ${of}
  script:
    - npm ci
    - npx --no-install plimsoll synth --shard "$CI_NODE_INDEX/$CI_NODE_TOTAL"
    - git add --all -- ${output}
    - git diff --cached --binary > "shard-$CI_NODE_INDEX.patch"
  artifacts:
    expire_in: 1 day
    paths: ["shard-*.patch"]

plimsoll-shards-commit:
  extends: .plimsoll-shards
  needs: [plimsoll-shard]
  resource_group: plimsoll-commit
  environment:
    name: plimsoll-commit
    action: access
  script:
    - npm ci
    - for patch in shard-*.patch; do if [ -s "$patch" ]; then git apply --index "$patch"; fi; done
    - rm -f shard-*.patch
    - npx --no-install plimsoll shards join
    - git add --all -- ${output}
    - if git diff --cached --quiet; then exit 0; fi
    - git config user.name plimsoll
    - git config user.email "plimsoll@$CI_SERVER_HOST"
    - git commit -m "Render [skip ci]"
    - git push "https://plimsoll:$PLIMSOLL_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git" "HEAD:$CI_COMMIT_BRANCH"
`;
}
