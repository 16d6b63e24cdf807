/** Who signs the certificate: cert-manager's. */
export interface CertificateOptions {
  /** Of cert-manager. Default: `letsencrypt`. */
  readonly issuer?: string;
  /** Default: `ClusterIssuer`. */
  readonly issuerKind?: 'ClusterIssuer' | 'Issuer';
  /** The Secret it is kept in. Default: `<name>-tls`. */
  readonly secret?: string;
}

/** How calls from outside come in: by an Ingress, or by a route of a Gateway. */
export type RouteOptions = {
  /** Paths that begin like this. Default: `/`. */
  readonly path?: string;
  /** On the Ingress or the route. */
  readonly annotations?: Readonly<Record<string, string>>;
} & (
  | {
      readonly gateway: {
        readonly name: string;
        /** Default: the application's own. */
        readonly namespace?: string;
        /** The listener. Default: all that fit. */
        readonly listener?: string;
      };
      /** A certificate of its own, which the Gateway may read. Default: the Gateway's. */
      readonly tls?: CertificateOptions;
    }
  | {
      readonly gateway?: never;
      /** The class of the Ingress. Default: the cluster's. */
      readonly ingressClass?: string;
      /** `false`: not encrypted. Default: a certificate of `letsencrypt`. */
      readonly tls?: CertificateOptions | false;
    }
);
