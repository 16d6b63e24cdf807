// A pod that the strictest standard takes, and what may be said of it beside.

const security = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const plain = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** @param {object} [spec] @param {object} [container] @param {object} [context] @param {object} [metadata] */
function pod(spec = {}, container = {}, context = {}, metadata = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', ...metadata },
    spec: {
      securityContext: plain,
      containers: [{ name: 'a', image: 'a', securityContext: { ...security, ...context }, ...container }],
      ...spec,
    },
  };
}

/** Said by the pod. */
const whole = (context) => pod({ securityContext: { ...plain, ...context } });
/** Said by the container. */
const own = (context) => pod({}, {}, context);
const volume = (source) => pod({ volumes: [{ name: 'a', ...source }] });
const annotated = (key, value) => pod({}, {}, {}, { annotations: { [key]: value } });
const sysctl = (name, value = '1') => whole({ sysctls: [{ name, value }] });
const without = (name) => {
  const { [name]: _, ...rest } = security;
  return pod({}, { securityContext: rest });
};
const windows = { os: { name: 'windows' }, securityContext: { runAsNonRoot: true } };

export const pods = {
  'as it should be': pod(),
  'host network': pod({ hostNetwork: true }),
  'host processes': pod({ hostPID: true }),
  'host memory': pod({ hostIPC: true }),
  privileged: own({ privileged: true, allowPrivilegeEscalation: true }),
  'capability of the baseline': own({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
  'capability to bind': own({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
  'capability of neither': own({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }),
  'no capabilities dropped': without('capabilities'),
  'some capabilities dropped': own({ capabilities: { drop: ['CHOWN'] } }),
  'folder of the node': volume({ hostPath: { path: '/a' } }),
  'volume of a network': volume({ nfs: { server: 'a', path: '/a' } }),
  'empty volume': volume({ emptyDir: {} }),
  'volume of which nothing is said': volume({}),
  'volume of a claim': volume({ persistentVolumeClaim: { claimName: 'a' } }),
  'port of the node': pod({}, { ports: [{ containerPort: 80, hostPort: 80 }] }),
  'port of its own': pod({}, { ports: [{ containerPort: 80 }] }),
  'probe elsewhere': pod({}, { livenessProbe: { httpGet: { port: 80, host: 'a.example.com' } } }),
  'probe of a socket elsewhere': pod({}, { startupProbe: { tcpSocket: { port: 80, host: '10.0.0.1' } } }),
  'hook elsewhere': pod({}, { lifecycle: { preStop: { httpGet: { port: 80, host: 'a.example.com' } } } }),
  'probe of itself': pod({}, { readinessProbe: { httpGet: { port: 80 } } }),
  'armour of the runtime': whole({ appArmorProfile: { type: 'RuntimeDefault' } }),
  'armour of the node': own({ appArmorProfile: { type: 'Localhost', localhostProfile: 'a' } }),
  'no armour for the pod': whole({ appArmorProfile: { type: 'Unconfined' } }),
  'no armour for a container': own({ appArmorProfile: { type: 'Unconfined' } }),
  'no armour by annotation': annotated('container.apparmor.security.beta.kubernetes.io/a', 'unconfined'),
  'armour by annotation': annotated('container.apparmor.security.beta.kubernetes.io/a', 'runtime/default'),
  'type of its label': whole({ seLinuxOptions: { type: 'container_init_t' } }),
  'newer type of its label': own({ seLinuxOptions: { type: 'container_engine_t' } }),
  'other type of its label': own({ seLinuxOptions: { type: 'spc_t' } }),
  'user of its label': whole({ seLinuxOptions: { user: 'system_u' } }),
  'role of its label': own({ seLinuxOptions: { role: 'sysadm_r' } }),
  'level of its label': own({ seLinuxOptions: { level: 's0' } }),
  'processes unmasked': pod({ hostUsers: false }, {}, { procMount: 'Unmasked' }),
  'processes masked': own({ procMount: 'Default' }),
  'root in there': pod({
    hostUsers: false,
    securityContext: { ...plain, runAsNonRoot: false, runAsUser: 0 },
  }),
  'no filter for the pod': whole({ seccompProfile: { type: 'Unconfined' } }),
  'no filter for a container': own({ seccompProfile: { type: 'Unconfined' } }),
  'no filter said': pod({ securityContext: { runAsNonRoot: true } }),
  'filter said by the container': pod(
    { securityContext: { runAsNonRoot: true } },
    {},
    { seccompProfile: { type: 'Localhost', localhostProfile: 'a' } },
  ),
  'old safe setting': sysctl('kernel.shm_rmid_forced'),
  'newer safe setting': sysctl('net.ipv4.ip_local_reserved_ports', '80'),
  'still newer safe setting': sysctl('net.ipv4.tcp_keepalive_time'),
  'newest safe setting': sysctl('net.ipv4.tcp_rmem', '4096 87380 6291456'),
  'unsafe setting': sysctl('kernel.msgmax'),
  'escalation not said': without('allowPrivilegeEscalation'),
  escalation: own({ allowPrivilegeEscalation: true }),
  'root not excluded': pod({ securityContext: { seccompProfile: plain.seccompProfile } }),
  'root excluded by the container': pod(
    { securityContext: { seccompProfile: plain.seccompProfile } },
    {},
    { runAsNonRoot: true },
  ),
  'root let in by the pod only': pod(
    { securityContext: { ...plain, runAsNonRoot: false } },
    {},
    { runAsNonRoot: true },
  ),
  'root let in by a container': own({ runAsNonRoot: false }),
  'root by number': whole({ runAsUser: 0 }),
  'root by number, of a container': own({ runAsUser: 0 }),
  'a user': own({ runAsUser: 1000 }),
  'one that begins before, without anything': pod({ initContainers: [{ name: 'b', image: 'b' }] }),
  'one that begins before, privileged': pod({
    initContainers: [{ name: 'b', image: 'b', securityContext: { privileged: true } }],
  }),
  'of Windows': pod(windows, { securityContext: {} }),
  'of Windows, on the node': pod(
    {
      os: { name: 'windows' },
      hostNetwork: true,
      securityContext: { runAsNonRoot: true, windowsOptions: { hostProcess: true } },
    },
    { securityContext: {} },
  ),
};

/** What namespaces say of themselves: each level, of releases in which something was added to it. */
export const standards = ['baseline', 'restricted'].flatMap((level) =>
  ['v1.18', 'v1.21', 'v1.24', 'v1.26', 'v1.28', 'v1.30', 'v1.31', 'v1.33', 'v1.34', 'latest'].map(
    (version) => ({
      level,
      version,
    }),
  ),
);
