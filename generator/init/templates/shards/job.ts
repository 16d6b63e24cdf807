import type { Shape } from './shape.ts';

/** An Indexed Job of Kubernetes: its pods share a checkout on a claim, and the last of them finds the output whole. */
export function jobShards({ of, image, claim, namespace }: Shape): string {
  return `# Made by plimsoll shards job --of ${of}. The claim ${claim} holds a checkout with its packages installed, and can be mounted by many pods.
apiVersion: batch/v1
kind: Job
metadata:
  name: plimsoll-shards
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: plimsoll-shards
spec:
  completionMode: Indexed
  completions: ${of}
  parallelism: ${of}
  backoffLimit: ${of}
  ttlSecondsAfterFinished: 86400
  template:
    metadata:
      labels:
        app.kubernetes.io/name: plimsoll-shards
    spec:
      restartPolicy: Never
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        runAsGroup: 1000
        fsGroup: 1000
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: render
          image: ${image}
          workingDir: /work
          command:
            - sh
            - -c
            - exec npx --no-install plimsoll synth --shard "$((JOB_COMPLETION_INDEX + 1))/${of}"
          env:
            - name: HOME
              value: /tmp
          resources:
            requests:
              cpu: "1"
              memory: 512Mi
            limits:
              memory: 2Gi
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
          volumeMounts:
            - name: work
              mountPath: /work
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: work
          persistentVolumeClaim:
            claimName: ${claim}
        - name: tmp
          emptyDir: {}
`;
}
