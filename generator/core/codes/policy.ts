/** What the server takes, and a team may not want. */
export const policyCodes = {
  'policy/plain-secret': {
    severity: 'warning',
    meaning: 'A Secret holds its values as they are: whoever reads the repository knows them.',
    cure: 'Encrypt it (SOPS), seal it (SealedSecret), or let a store fill it (ExternalSecret); else skip it: validate.skip.',
  },
} as const;
