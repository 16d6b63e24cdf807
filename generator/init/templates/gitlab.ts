import type { Answers } from '../answers.ts';
import { gitlabSurroundings } from './steps.ts';

/** The same for GitLab. A token that may write is known to two jobs only, by the environments they name. */
export function gitlabText({ branch }: Answers): string {
  return `# Merge requests run the code of whoever opened them: without secrets. PLIMSOLL_TOKEN, a project access token, is a masked variable of the
# environments plimsoll-comment (api) and plimsoll-commit (write_repository, protected): only those two jobs see it.
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == "${branch}"

.plimsoll:
  image: node:22
${gitlabSurroundings}

plimsoll-check:
  extends: .plimsoll
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - npm ci
    - npx --no-install plimsoll diff "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --format markdown > diff.md || true
    - npx --no-install plimsoll check --against "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --format junit > plimsoll.xml
    - npm test
  artifacts:
    when: always
    expire_in: 1 week
    expose_as: What would change
    paths: [diff.md]
    reports:
      junit: plimsoll.xml

plimsoll-comment:
  image: alpine:3
  needs: [plimsoll-check]
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      when: always
  allow_failure: true
  environment:
    name: plimsoll-comment
    action: access
  variables:
    GIT_STRATEGY: none
  script:
    - '[ -n "$PLIMSOLL_TOKEN" ] || exit 0'
    - apk add --no-cache curl jq
    - notes="$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
    - note=$(curl -sf --header "PRIVATE-TOKEN:$PLIMSOLL_TOKEN" "$notes?per_page=100" | jq -r '[.[] | select(.body | startswith("<!-- plimsoll diff -->"))][0].id // empty')
    - curl -sf -o /dev/null -X "$([ -n "$note" ] && echo PUT || echo POST)" --header "PRIVATE-TOKEN:$PLIMSOLL_TOKEN" --data-urlencode body@diff.md "$notes\${note:+/$note}"

plimsoll-commit:
  extends: .plimsoll
  rules:
    - if: $CI_COMMIT_BRANCH == "${branch}" && $CI_PIPELINE_SOURCE != "merge_request_event"
  resource_group: plimsoll-commit
  environment:
    name: plimsoll-commit
    action: access
  script:
    - npm ci
    - git config user.name plimsoll
    - git config user.email "plimsoll@$CI_SERVER_HOST"
    - git switch -C "$CI_COMMIT_BRANCH"
    - git remote set-url --push origin "https://plimsoll:$PLIMSOLL_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git"
    - npx --no-install plimsoll commit --push -m "Render [skip ci]"
`;
}
