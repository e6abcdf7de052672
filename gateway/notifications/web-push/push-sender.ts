// Rings one phone through its browser's push service. What is said is that there is work, and nothing of a room or a guest: the message is
// encrypted for the phone alone, and still passes through somebody else's house.
import { buildPushPayload } from '@block65/webcrypto-web-push';
import type { PushKey, PushSender, Rung } from '../../ports.ts';
import { isOfPushService } from './push-services.ts';

/** So long a service keeps it for a phone that is off: after that the task went on to somebody else, or is over. */
export const ringForMs = 10 * 60_000;
/** All say the same, so a phone that comes back rings once. */
const topic = 'task';
const answerWithinMs = 10_000;

interface PushSenderParts {
  readonly key: PushKey;
  /** Whom push services may write to: `mailto:` or `https:`. */
  readonly contact: string;
  readonly services: readonly string[];
}

export function createPushSender({ key, contact, services }: PushSenderParts): PushSender {
  const allows = (endpoint: string) => isOfPushService(endpoint, services);
  const vapid = { subject: contact, ...key };

  async function encrypted(phone: Parameters<typeof buildPushPayload>[1], language: string) {
    // Whoever is interrupted at all is to hear it at once: the hub has decided that already.
    const options = { ttl: ringForMs / 1_000, urgency: 'high', topic } as const;
    return buildPushPayload({ data: { language }, options }, phone, vapid).catch(() => undefined);
  }

  return {
    publicKey: key.publicKey,
    services,
    allows,
    async ring({ endpoint, p256dh, auth, language }) {
      // The settings may have become narrower since the phone said it.
      if (!allows(endpoint)) return { outcome: 'refused', why: 'the settings do not allow this push service' };
      const message = await encrypted({ endpoint, expirationTime: null, keys: { p256dh, auth } }, language);
      return message === undefined ? { outcome: 'refused', why: 'its keys are none' } : call(endpoint, message);
    },
  };
}

async function call(endpoint: string, message: RequestInit): Promise<Rung> {
  const { host } = new URL(endpoint);
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    const answer = await fetch(endpoint, { ...message, signal, redirect: 'manual' });
    await answer.body?.cancel();
    return rungBy(answer, host);
  } catch (error) {
    return { outcome: 'later', why: `${host} does not answer: ${reasonOf(error)}` };
  }
}

function rungBy({ ok, status, headers }: Response, host: string): Rung {
  if (ok) return { outcome: 'taken' };
  if (status === 404 || status === 410) return { outcome: 'gone' };
  const why = `${host} answered ${status}`;
  if (status !== 429 && status < 500) return { outcome: 'refused', why };
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return { outcome: 'later', why, ...(seconds > 0 && { retryAfterMs: seconds * 1_000 }) };
}

/** What fetch says itself is no more than that it failed. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
