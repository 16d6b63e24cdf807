import {
  type ApplicationConfig,
  alert,
  daemon,
  image,
  notification,
  sealedSecret,
  sopsSecrets,
} from 'plimsoll';

/** What somebody is woken for: the shop, and what could not be delivered. */
export function alerts(): ApplicationConfig {
  return alert({
    rules: {
      ShopDown: {
        expr: 'sum(up{job="web", namespace="shop"}) == 0',
        severity: 'critical',
        summary: 'No instance of the shop answers.',
      },
    },
    delivery: true,
  });
}

/** What the engine did, said where people are. */
export function deliveries(): ApplicationConfig {
  return notification({ to: { slack: 'deliveries', secret: 'slack' } });
}

/** Reads what containers say, on every node: the folder of the node is why its namespace is not restricted. */
export function logs(): ApplicationConfig {
  return daemon({
    image: image('logs'),
    everyNode: true,
    volumes: { logs: { path: '/var/log', host: '/var/log' } },
    network: { to: ['namespace'] },
  });
}

/** By which they are said there: only the controller in the cluster can open it. */
export function slack(engine: string): ApplicationConfig {
  return engine === 'flux'
    ? sealedSecret({ name: 'slack', data: { token: sealed }, scope: 'cluster' })
    : sealedSecret({
        name: 'argocd-notifications-secret',
        data: { 'slack-token': sealed },
        scope: 'cluster',
      });
}

const sealed =
  'AgCFvw9oJbJmQd+dD+yYt9GsMZYEguAuH1qJ4BlZx4ht0eVE4QzSQT18pBDCSFhnQyk6/FpeacxLw++BPOtdxjaOLHaA11akthU1GmPGiHKwq9KLAFgtNb1f4nuJvCB1Mytqe5W7KsxNQS/zSyObLBjAsI6sm1KyGfAbMKIWZBEoF+nHUkRd7GUHNSsLlZFRjiZv3S6m7CCc0x/joGzCxuLZKigPDU2Nx5ABDWov7vLI1Qf3yygT5efzi5BBE7SkIj4/fKwsmuu42wRmfGAOYZEW69AD7OPkEjGGm5uj7zmvQECGc0fY1WcVpavrEmrbM7Bp4vLrPnLsj/3AbS7IHjhNr3tIRb9tr6Pt4xQEIJq+f1VaP6rBbR1w2lx2q2vIc/Yfnc+BchhpWKDUhYNmshxkYsQUcw4hytyXsKkqrbTxvW6Y32M/+X412LgJ9Fy89S/hgI+EJNIEvelApzvYk6K0WRti+kBAti72sbMg0NpQ8irIxZW3BuQCuei1UTV/clfy4JzSkCSdOjgZBdm3bkBKMVNIwjUhUgk5RXDfdd5aKFidq0n1siu6hieHUfHpFWeVktE5jXEqXYkwX2KiMzQF5OSrxmiz2cqO6YiyE7WlFzAvj7aJ6l9uq9U2xWbJNidFEGZfKM0lF3YkzLGepeHPMd6I2HagiQbDb0y60ZwPyHN0DRYN9Z4iai0zg+jNnbwppxfKBl/R';

/** Encrypted in the repository, opened by Flux. */
export function licence(): ApplicationConfig {
  return sopsSecrets('stacks/files/licence.enc.yaml');
}
