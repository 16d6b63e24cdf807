/** What to do instead of a change that the server refuses. */
export const cures = {
  workload: 'give it a new name; or delete it first, and its pods stop until it is made again',
  orphan: 'delete it with --cascade=orphan first: its pods and claims stay, and the new one takes them over',
  set: 'give it a new name and move the data; or delete it with its pods first: its claims stay by their names',
  job: 'give it a new name (with a hash of what it runs), or delete it first',
  pod: 'delete it first, or have a Deployment or a Job make it',
  claim: 'make a claim of another name and copy the data: deleting this one may destroy its volume',
  shrink: 'volumes do not shrink: make a smaller claim of another name and copy the data',
  volume:
    'make a volume of another name; set persistentVolumeReclaimPolicy: Retain before this one is deleted',
  content: 'give it a new name (with a hash of its content), and name that one where it is used',
  binding: 'give the binding a new name, or delete it first: nobody has its rights in between',
  again: 'give it a new name, or delete it first',
  class: 'make one of another name, and name that one where it is used',
  service: 'give the service a new name, or delete it first: its address will be another',
  definition: 'make a definition of another group or kind: deleting this one deletes every object of it',
  version: 'keep the version with served: false until nothing is stored in it any more',
  quota: 'delete the quota first: nothing is limited in between',
} as const;
