// Changes of who may sign in take turns: each is decided on what is on disk, and one that fails holds up nobody.
import { beforeEach, expect, test } from 'vitest';
import type { AuditedRequest } from '../../../../gateway/api/answer.ts';
import {
  type ChangeCredentials,
  createCredentialChanges,
} from '../../../../gateway/api/authentication/change-credentials.ts';
import type { CredentialChange } from '../../../../gateway/ports.ts';

let onDisk: CredentialChange[];
let commits: (() => void)[];
let change: ChangeCredentials;
beforeEach(() => {
  onDisk = [];
  commits = [];
  change = createCredentialChanges({
    async submit(_input, alongside) {
      await new Promise<void>((resolve) => commits.push(resolve));
      onDisk.push(...(alongside?.credentials ?? []));
      return { accepted: true, facts: [], repeat: false };
    },
  });
});

const aCall = (): AuditedRequest => ({ noted: { action: 'token-revoked', by: 'user:admin', subject: 'pms' } });
const revoke = (name: string): CredentialChange => ({ type: 'delete-token', name });
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('the second is decided after the first is on disk', async () => {
  const seen: number[] = [];
  const decide = (name: string) => () => {
    seen.push(onDisk.length);
    return { credentials: [revoke(name)] };
  };
  const both = [change(aCall(), decide('pms')), change(aCall(), decide('wall'))];
  await settle();
  expect(seen).toEqual([0]);
  commits.shift()?.();
  await settle();
  expect(seen).toEqual([0, 1]);
  commits.shift()?.();
  await Promise.all(both);
  expect(onDisk).toEqual([revoke('pms'), revoke('wall')]);
});

test('one that is refused changes nothing, is not noted as done, and the next has its turn', async () => {
  const refused = aCall();
  await expect(
    change(refused, () => {
      throw new Error('there is no token pms');
    }),
  ).rejects.toThrow('there is no token pms');
  expect(refused.noted).toBeDefined();
  const next = change(aCall(), () => ({ credentials: [revoke('wall')] }));
  await settle();
  commits.shift()?.();
  await next;
  expect(onDisk).toEqual([revoke('wall')]);
});

test('what nobody audits changes nothing', async () => {
  await expect(change({ noted: undefined }, () => ({ credentials: [revoke('pms')] }))).rejects.toThrow('audited-calls');
  expect(commits).toEqual([]);
});
