// Everything that can move the hotel: device messages, people, integrations, and time itself.

import type { Readings } from '../../devices/device-model.ts';
import type { About, Presence } from '../../devices/envelope.ts';
import type { DeviceId } from '../../devices/identifiers.ts';
import type { RefusedMessage } from './device-status.ts';
import type { DispatchRules, RecoveryKind } from './dispatch/dispatch-rules.ts';
import type { Phone } from './dispatch/phones.ts';
import type { NotedAction } from './noted-action.ts';
import type { DeviceRecord, Role, Space, SpaceId } from './property.ts';
import type { WarmUpStandard } from './standard.ts';
import type { ServiceStandardTerms } from './standards/service-standard.ts';
import type { StayEvent } from './stays/stay-event.ts';
import type { TaskAction } from './task.ts';
import type { TouchpointId } from './touchpoint.ts';

export interface Sample {
  /** Unix ms: the device's clock where `clock` is `device`, else arrival. */
  readonly at: number;
  readonly readings: Readings;
}

/** `arrival`: the device said no plausible time, so the hub's stands in; too weak for a draw (`clock-fault`). */
export type TimeSource = 'device' | 'arrival';

/** Who acts, as sign-in knows them. */
export interface Actor {
  /** User or token name. */
  readonly name: string;
  readonly role: Role;
}

export type Input =
  | {
      readonly type: 'samples';
      readonly device: DeviceId;
      readonly samples: readonly Sample[];
      readonly clock: TimeSource;
      readonly unknownFields: number;
    }
  | {
      readonly type: 'device-event';
      readonly device: DeviceId;
      readonly id: string;
      readonly at: number;
      readonly clock: TimeSource;
      readonly event: string;
      readonly data: Readonly<Record<string, unknown>>;
      readonly unknownFields: number;
    }
  | {
      readonly type: 'presence';
      readonly device: DeviceId;
      readonly presence: Presence;
      /** Kept by an external broker: how things stood when it was said, not now. */
      readonly retained?: true;
    }
  | {
      readonly type: 'about';
      readonly device: DeviceId;
      readonly about: About;
      readonly unknownFields: number;
      /** As of presence. */
      readonly retained?: true;
    }
  | {
      readonly type: 'reply';
      readonly device: DeviceId;
      readonly id: string;
      readonly ok: boolean;
      readonly data: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'message-refused'; readonly device: DeviceId; readonly refused: RefusedMessage }
  /** The hub's own link to an external broker. */
  | { readonly type: 'broker-link'; readonly up: boolean }
  /** The store refused writes since then, Unix ms, and takes them again. */
  | { readonly type: 'store-back'; readonly since: number; readonly reason: string }
  | { readonly type: 'time-passed' }
  /** `space`: where it stands, where that is made or changed with it. */
  | { readonly type: 'register-device'; readonly record: DeviceRecord; readonly space?: Space; readonly by: Actor }
  | { readonly type: 'revoke-device'; readonly device: DeviceId; readonly by: Actor }
  /** `until`: hub clock, Unix ms; not in the future: what runs ends now. */
  | { readonly type: 'set-maintenance'; readonly device: DeviceId; readonly until: number; readonly by: Actor }
  | { readonly type: 'set-space'; readonly space: Space }
  /** `standard.version` follows on the one that the change was made from. */
  | { readonly type: 'set-standard'; readonly standard: WarmUpStandard; readonly by: Actor }
  | {
      readonly type: 'set-dispatch';
      readonly rules: DispatchRules;
      /** What hub.yaml says again at each start changes nothing that the API changed since. */
      readonly source: 'file' | 'api';
      /** The version that the caller saw; unset: whichever. */
      readonly version?: number;
      readonly by: Actor;
    }
  | {
      readonly type: 'grant-recovery';
      /** The caller's; a repeat changes nothing. */
      readonly id: string;
      /** The sender's opaque name of the stay; unset: of whoever is in the room. */
      readonly stay?: string;
      readonly space: SpaceId;
      readonly kind: RecoveryKind;
      readonly amount?: number;
      /** Late check-out: until when, Unix ms. */
      readonly until?: number;
      readonly reason: string;
      readonly by: Actor;
    }
  /** A phone has had the task on its screen. */
  | { readonly type: 'task-shown'; readonly task: string; readonly by: Actor }
  /** Every phone and whether it listens now; nothing is known of phones until this is first said. */
  | { readonly type: 'phones-listening'; readonly phones: readonly Phone[] }
  | {
      readonly type: 'send-command';
      readonly id: string;
      readonly device: DeviceId;
      readonly command: string;
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly by: Actor;
    }
  | {
      readonly type: 'stay-event';
      /** The sender's opaque name of the stay. */
      readonly stay: string;
      readonly event: StayEvent;
      readonly by: Actor;
    }
  | {
      readonly type: 'tell-touchpoint';
      /** The caller's; a repeat changes nothing. */
      readonly id: string;
      readonly touchpoint: TouchpointId;
      /** A word of the house: `tea-served`, `message-sent`, `milk-ready`. */
      readonly event: string;
      readonly at: number;
      /** The sender's opaque name of the stay. */
      readonly stay?: string;
      readonly space?: SpaceId;
      readonly data: Readonly<Record<string, string | number | boolean | null>>;
      readonly by: Actor;
    }
  /** `file`: what hub.yaml says again at each start changes nothing that the API changed since. */
  | {
      readonly type: 'set-service-standard';
      readonly id: string;
      readonly terms: ServiceStandardTerms;
      /** The version that the terms were made from, 0 where there was none; unset: whichever. */
      readonly madeFrom?: number;
      readonly origin: 'file' | 'api';
      readonly by: Actor;
    }
  /** Stays that were over before this instant lose their reference. Unix ms. */
  | { readonly type: 'erase-stays'; readonly before: number }
  /** What moves nothing in the hotel, and must be known of all the same. */
  | { readonly type: 'note-action'; readonly noted: NotedAction }
  | {
      readonly type: 'guest-request';
      /** The caller's; a repeat changes nothing. */
      readonly id: string;
      readonly space: SpaceId;
      readonly request: string;
      readonly note?: string;
      readonly channel: string;
      readonly by: Actor;
    }
  | {
      readonly type: 'task-action';
      readonly task: string;
      readonly action: TaskAction;
      readonly version: number;
      /** Makes a repeat harmless. */
      readonly key?: string;
      /** The phone's time, Unix ms. */
      readonly tappedAt?: number;
      readonly note?: string;
      /** Of a note in the person's own words, as a BCP 47 tag. */
      readonly language?: string;
      /** `assign`: to whom. */
      readonly assignee?: string;
      /** `hold`: until when, Unix ms. */
      readonly until?: number;
      /** `hold`: until nobody is in the room, and no longer than `until`. */
      readonly heldFor?: 'guest-out';
      readonly by: Actor;
    }
  /** Its picture is in the store already. */
  | {
      readonly type: 'add-photo';
      readonly task: string;
      /** SHA-256 of what is kept, hex: the same picture twice is one. */
      readonly photo: string;
      /** The phone's time, Unix ms. */
      readonly tappedAt?: number;
      readonly by: Actor;
    };

export type DeviceEventInput = Extract<Input, { type: 'device-event' }>;

/** Why the domain would not take an input. */
export interface Refusal {
  readonly code:
    | 'unknown-device'
    | 'unknown-space'
    | 'unknown-stay'
    | 'beyond-limit'
    | 'unknown-task'
    | 'unknown-command'
    | 'stale-version'
    | 'not-in-this-state'
    | 'not-your-task'
    | 'invalid'
    /** A bug of the hub, not of the sender. */
    | 'hub-failed';
  readonly detail: string;
  /** The offending field of the caller's request, where there is one. */
  readonly field?: string;
}
