// A line of the audit log as the API tells it.
import type { NotedActionOnRecord } from '../../ports.ts';
import type { NotedAction } from '../contract/audit.ts';
import { instant } from './instants.ts';

export function wireNotedAction({ id, at, by, action, subject, from, data }: NotedActionOnRecord): NotedAction {
  return { id, at: instant(at), by, action, subject: subject ?? null, from: from ?? null, data: { ...data } };
}
