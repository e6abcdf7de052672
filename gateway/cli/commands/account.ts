// People and integrations from the command line. Passwords come on standard input, where no process list shows them.
import type { Account, MadeToken } from '../../api/contract/account.ts';
import type { Command, Given } from '../command.ts';
import { mistakeAt } from '../mistake.ts';
import { needed, neededWords } from '../options.ts';

const addUser: Command = {
  words: 'user add',
  usage: '<name> --role <role>',
  does: 'adds a user; the password is read from standard input',
  options: ['role'],
  async run(given) {
    const [name] = neededWords(given, 'name');
    const role = needed(given, 'role', 'a role');
    const password = await readPassword(given);
    const user = await (await given.hub()).call<Account>('POST', '/users', { name, role, password });
    return { json: user, text: `${user.name} may sign in as ${user.role}.` };
  },
};

const changePassword: Command = {
  words: 'user passwd',
  usage: '<name>',
  does: 'sets a new password, read from standard input, and ends the user’s sessions',
  async run(given) {
    const [name] = neededWords(given, 'name');
    const password = await readPassword(given);
    const user = await (await given.hub()).call<Account>('PATCH', userPath(name), { password });
    const yet = user.disabled ? `, and is disabled: user enable ${user.name} lets them sign in again` : '';
    return { json: user, text: `${user.name} has a new password${yet}.` };
  },
};

const disable: Command = {
  words: 'user disable',
  usage: '<name>',
  does: 'signs a user out, until user enable',
  async run(given) {
    const [name] = neededWords(given, 'name');
    const user = await (await given.hub()).call<Account>('PATCH', userPath(name), { disabled: true });
    return { json: user, text: `${user.name} may not sign in any more.` };
  },
};

const enable: Command = {
  words: 'user enable',
  usage: '<name>',
  does: 'lets a disabled user sign in again, with the same password and role',
  async run(given) {
    const [name] = neededWords(given, 'name');
    const user = await (await given.hub()).call<Account>('PATCH', userPath(name), { disabled: false });
    return { json: user, text: `${user.name} may sign in as ${user.role}.` };
  },
};

const addToken: Command = {
  words: 'token add',
  usage: '<name> --role <role>',
  does: 'adds a token for an integration and tells it, this once',
  options: ['role'],
  async run(given) {
    const [name] = neededWords(given, 'name');
    const role = needed(given, 'role', 'a role');
    const made = await (await given.hub()).call<MadeToken>('POST', '/tokens', { name, role });
    return { json: made, text: made.token };
  },
};

const revokeToken: Command = {
  words: 'token revoke',
  usage: '<name>',
  does: 'takes a token back',
  async run(given) {
    const [name] = neededWords(given, 'name');
    await (await given.hub()).call('DELETE', `/tokens/${encodeURIComponent(name)}`);
    return { json: { name, revoked: true }, text: `${name} is revoked.` };
  },
};

function userPath(name: string): string {
  return `/users/${encodeURIComponent(name)}`;
}

async function readPassword(given: Given): Promise<string> {
  const password = await given.readInput();
  if (password === '') throw mistakeAt('standard input', 'the password', undefined);
  return password;
}

export const accountCommands: readonly Command[] = [addUser, changePassword, disable, enable, addToken, revokeToken];
