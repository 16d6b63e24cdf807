/** Codes of stacks, models, layouts and engines. */
export const buildCodes = {
  'build/bad-name': {
    severity: 'error',
    meaning: 'A name of a cluster, node, bundle or application is not an RFC 1123 label.',
    cure: 'Use lower-case letters, digits and dashes, at most 63.',
  },
  'build/duplicate-node': {
    severity: 'error',
    meaning: 'Two nodes beside each other have one name.',
    cure: 'Give one of them another name.',
  },
  'build/duplicate-bundle': {
    severity: 'error',
    meaning: 'Two bundles of a cluster have one name, under whatever node or umbrella.',
    cure: 'Give one of them another name: bundles are told apart by name in the whole cluster.',
  },
  'build/duplicate-application': {
    severity: 'error',
    meaning: 'Two applications of a bundle have one name.',
    cure: 'Give one of them another name.',
  },
  'build/bad-duration': {
    severity: 'error',
    meaning: 'An option that is a duration holds something else.',
    cure: 'Write numbers with units: 30s, 5m, 1h30m.',
  },
  'build/bad-kubernetes-version': {
    severity: 'error',
    meaning: 'The Kubernetes version of a cluster is not major and minor.',
    cure: "Write it as '1.36'.",
  },
  'build/unknown-dependency': {
    severity: 'error',
    meaning: 'A bundle depends on one that the cluster does not have.',
    cure: 'Correct the name, or declare the bundle.',
  },
  'build/depends-on-umbrella': {
    severity: 'error',
    meaning: 'A bundle depends on the umbrella that contains it.',
    cure: 'Take the umbrella out of dependsOn: it waits for its children.',
  },
  'build/dependency-cycle': {
    severity: 'error',
    meaning: 'Bundles wait for each other in a circle; an umbrella waits for its children.',
    cure: 'Take one of them out of dependsOn.',
  },
  'build/source-conflict': {
    severity: 'error',
    meaning: 'Two sources of one kind and name are defined differently.',
    cure: 'Define it once and share the value, or give one another name.',
  },
  'build/duplicate-cluster': {
    severity: 'error',
    meaning: 'Two clusters of one render have one name.',
    cure: 'Give one of them another name.',
  },
  'build/duplicate-resource': {
    severity: 'error',
    meaning: 'One object is defined by two applications of a cluster.',
    cure: 'Keep one of the two, or give one another name.',
  },
  'build/application-failed': {
    severity: 'error',
    meaning: 'The function of an application threw.',
    cure: 'Correct the application; the message is what it said.',
  },
  'build/bad-option': {
    severity: 'error',
    meaning: 'An option of an application is missing, or does not go with another one.',
    cure: 'Do as the message says.',
  },
  'build/bad-application-file': {
    severity: 'error',
    meaning: 'A file that describes an application is not what the schema of its kind says.',
    cure: 'Correct the field; plimsoll schemas application KIND prints the schema, for editors too.',
  },
  'build/chart-failed': {
    severity: 'error',
    meaning: 'Helm cannot fetch or render a chart; the message is what it said.',
    cure: 'Correct the version, the repository or the values.',
  },
  'build/chart-unstable': {
    severity: 'error',
    meaning: 'A chart renders to something else each time: its result cannot be kept in git.',
    cure: 'Give the values that it would make up, or take helmRelease, which leaves the rendering to the cluster.',
  },
  'build/chart-not-inflated': {
    severity: 'warning',
    meaning: 'What a release would make is asked for, and something of it cannot be known here.',
    cure: 'Pin one version; give its source and its values among the same files.',
  },
  'build/unknown-application': {
    severity: 'error',
    meaning: 'A job is to run before an application that its bundle does not have.',
    cure: 'Correct the name, or put both into one bundle.',
  },
  'build/application-warning': {
    severity: 'warning',
    meaning: 'An application has a remark.',
    cure: 'Read the message.',
  },
  'build/not-an-object': {
    severity: 'error',
    meaning: 'An application answers something without apiVersion, kind and metadata.name.',
    cure: 'Answer Kubernetes objects only.',
  },
  'build/unknown-kind': {
    severity: 'error',
    meaning: 'An object is of a kind that no schema is known for.',
    cure: 'Import its schema, or say untyped({ … }).',
  },
  'build/untyped': {
    severity: 'warning',
    meaning: 'An object is of a kind without schema, and its author said so.',
    cure: 'Nothing checks it; import its schema when there is one.',
  },
  'build/overlay-failed': {
    severity: 'error',
    meaning: 'The function of an overlay threw, or answered no object; the resource stays as it was.',
    cure: 'Correct the overlay; the message is what it said.',
  },
  'build/overlay-without-target': {
    severity: 'error',
    meaning: 'An overlay selects no resource.',
    cure: 'Correct the selection, or take the overlay out.',
  },
  'build/resource-before-definition': {
    severity: 'error',
    meaning: 'A custom resource is in a bundle that does not depend on the one that brings its definition.',
    cure: 'Let the one depend on the other.',
  },
  'build/namespace-after-content': {
    severity: 'error',
    meaning: 'An object is in a bundle that does not depend on the one that brings its namespace.',
    cure: 'Let the one depend on the other.',
  },
  'build/webhook-before-certificate': {
    severity: 'warning',
    meaning:
      'A webhook, definition or APIService is given the authority of a certificate that a bundle brings on which its own does not depend: until both are there nobody can call it.',
    cure: 'Let the one depend on the other.',
  },
  'build/shared-directory': {
    severity: 'error',
    meaning: 'Two parts of a cluster would take one directory.',
    cure: 'Give one of them another name, or choose other layout rules.',
  },
  'build/bad-layout-rule': {
    severity: 'error',
    meaning: 'A layout rule is unknown or has an unknown value.',
    cure: 'Use one of those the message lists.',
  },
  'build/unknown-engine': {
    severity: 'error',
    meaning: 'A cluster asks for an engine that is not there.',
    cure: 'Use flux(…) or argo(…).',
  },
  'build/unsupported-option': {
    severity: 'error',
    meaning: 'The engine cannot express an option, and other objects would be deployed.',
    cure: 'Take the option out, or use the other engine for this cluster.',
  },
  'build/ignored-option': {
    severity: 'warning',
    meaning: 'An option has no effect with this engine, or beside another option.',
    cure: 'Take it out.',
  },
  'build/reserved-name': {
    severity: 'error',
    meaning: 'A bundle has the name that the root object of the engine has.',
    cure: 'Choose another name.',
  },
  'build/unknown-project': {
    severity: 'error',
    meaning:
      'A bundle is in an Argo CD project that the cluster does not define, although it defines others.',
    cure: 'Correct the name, or add the project to argo({ projects: … }).',
  },
  'build/cross-cluster-dependency': {
    severity: 'error',
    meaning: 'A bundle comes after one of another cluster, and no one control plane applies both.',
    cure: 'Give both clusters one control plane, or take the dependency out.',
  },
  'build/order-not-guaranteed': {
    severity: 'warning',
    meaning: 'A dependsOn crosses umbrellas in a way that sync waves cannot keep.',
    cure: 'Move one of the bundles to another umbrella.',
  },
  'build/bad-pins': {
    severity: 'error',
    meaning: 'pins.yaml cannot be read, or holds something else than versions.',
    cure: 'Correct it at the place the message names.',
  },
  'build/unknown-pin': {
    severity: 'error',
    meaning: 'A stack asks for a pin that pins.yaml does not have.',
    cure: 'Correct the name, or add the pin.',
  },
  'build/no-pins': {
    severity: 'error',
    meaning: 'image(), chart() or gitRef() is called where no pins are read.',
    cure: 'Call it inside a stack, and keep a pins.yaml beside the config.',
  },
  'build/unknown-setting': {
    severity: 'error',
    meaning: 'A setting is given that the stack does not declare.',
    cure: 'Use one that it declares, or declare it in defineStack({ set: … }).',
  },
  'build/bad-setting': {
    severity: 'error',
    meaning: 'A setting is not key=value, or its value has another type than the default.',
    cure: 'Write key=value with a value like the default.',
  },
  'build/stack-failed': {
    severity: 'error',
    meaning: 'A stack threw while it was evaluated.',
    cure: 'Correct the stack; the message is what it said.',
  },
  'build/not-a-stack': {
    severity: 'error',
    meaning: 'A stack answers something that is no built cluster.',
    cure: 'End with .build(), or answer a list of built clusters.',
  },
  'build/bad-manifest': {
    severity: 'error',
    meaning: 'A YAML file that a stack uses cannot be read.',
    cure: 'Correct it at the place the message names.',
  },
  'build/not-json': {
    severity: 'error',
    meaning: 'An object holds a value that no Kubernetes object can hold: a function, NaN, half a character.',
    cure: 'Answer plain data: texts, numbers, booleans, null, lists and maps.',
  },
  'build/verbatim-changed': {
    severity: 'error',
    meaning: 'A file is copied as it is, and a namespace, label or overlay would have to change it.',
    cure: 'Take verbatim out, or what would change the file.',
  },
  'build/encrypted-undecorated': {
    severity: 'warning',
    meaning: 'An encrypted file keeps its own labels and annotations: changing it would break its signature.',
    cure: 'Write the labels into the file before it is encrypted, or do without.',
  },
  'build/bad-file-name': {
    severity: 'error',
    meaning: 'An application brings a file whose name leads out of its directory, or two of one name.',
    cure: 'Use relative names without .., each once.',
  },
  'build/unportable-path': {
    severity: 'error',
    meaning: 'Two paths differ by case only, or a name is one that Windows keeps for itself.',
    cure: 'Give the cluster, node, bundle, application or file another name.',
  },
  'build/outside-project': {
    severity: 'error',
    meaning: 'A stack reads a path that leads out of the project or of the folder that is copied.',
    cure: 'Use paths below the folder of plimsoll.config.ts.',
  },
  'build/no-file': {
    severity: 'error',
    meaning: 'A stack reads a file or folder that is not there.',
    cure: 'Correct the path: it is relative to plimsoll.config.ts.',
  },
  'build/not-fetched': {
    severity: 'error',
    meaning: 'A stack uses an address whose content has not been fetched.',
    cure: 'Run `plimsoll synth`, which fetches it once and remembers its sha256.',
  },
  'build/incomplete-chart': {
    severity: 'error',
    meaning: 'A Helm chart has no repository, name or version.',
    cure: 'Say all three in helmRelease({ … }), or pin them in pins.yaml.',
  },
  'build/outside-artifact': {
    severity: 'error',
    meaning:
      'A bundle that is read from an artifact of its own points to a folder of the project, which is not in it.',
    cure: 'Copy the folder, or read the bundle from the repository of the project.',
  },
} as const;
