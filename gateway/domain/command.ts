// What the hub asks of a device, and what became of it.
import type { DeviceId } from '../../devices/identifiers.ts';

export interface DeviceCommand {
  readonly id: string;
  readonly device: DeviceId;
  readonly command: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly by: string;
  readonly sentAt: number;
  /** A device that reconnects later must not act on it any more. Unix ms. */
  readonly expiresAt: number;
  readonly state: 'sent' | 'answered' | 'failed' | 'expired';
  readonly answeredAt?: number;
  readonly reply?: Readonly<Record<string, unknown>>;
}
