// The sound of new work. A browser lets no page make a sound before a tap on it, so a shift begins with one.
import { type ReadonlySignal, signal } from '@preact/signals';

export interface Bell {
  /** A tap has allowed sound on this page. */
  readonly isReady: ReadonlySignal<boolean>;
  /** To be called in a tap. Resolves with whether the phone lets this page sound. */
  prepare(): Promise<boolean>;
  ring(isUrgent: boolean): void;
}

/** Two notes upwards; what is urgent comes twice. Hz and seconds. */
const notes = [880, 1318.5] as const;
const noteS = 0.16;
const pauseS = 0.55;
const loudness = 0.4;
const vibrationMs = [200, 90, 200];
/** What was missed comes all at once when a page is looked at again: one sound for it. */
const ringsApartMs = 2_000;

export function createBell(): Bell {
  const isReady = signal(false);
  let audio: AudioContext | undefined;
  let rangMs = Number.NEGATIVE_INFINITY;

  function sound(context: AudioContext, from: number): void {
    notes.forEach((hertz, nth) => {
      const tone = context.createOscillator();
      const volume = context.createGain();
      const begins = from + nth * noteS;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(loudness, begins);
      volume.gain.exponentialRampToValueAtTime(0.001, begins + noteS * 1.6);
      tone.connect(volume).connect(context.destination);
      tone.start(begins);
      tone.stop(begins + noteS * 1.6);
    });
  }

  return {
    isReady,
    async prepare() {
      audio ??= new AudioContext();
      await audio.resume().catch(() => undefined);
      isReady.value = audio.state === 'running';
      return isReady.value;
    },
    ring(isUrgent) {
      if (performance.now() - rangMs < ringsApartMs) return;
      rangMs = performance.now();
      // Before a touch a browser refuses it, and says so in the console.
      if (navigator.userActivation?.hasBeenActive !== false)
        navigator.vibrate?.(isUrgent ? [...vibrationMs, 300, ...vibrationMs] : vibrationMs);
      if (audio?.state !== 'running') return;
      sound(audio, audio.currentTime);
      if (isUrgent) sound(audio, audio.currentTime + pauseS);
    },
  };
}
