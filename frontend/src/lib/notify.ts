/** Asks the browser for permission; false where the person or the browser says no. */
export async function allowNotifications(): Promise<boolean> {
  if (!('Notification' in globalThis)) return false;
  if (Notification.permission === 'default') return (await Notification.requestPermission()) === 'granted';
  return Notification.permission === 'granted';
}

export function notify(title: string, body: string): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  try {
    const notification = new Notification(title, { body, icon: '/favicon.svg', tag: 'pixel-prompt-run' });
    notification.onclick = () => {
      focus();
      notification.close();
    };
  } catch {
    // Some phones allow notifications from service workers only.
  }
}

/** Two soft notes, made on the spot. */
export function playChime(): void {
  if (!('AudioContext' in globalThis)) return;
  const audio = new AudioContext();
  for (const [index, frequency] of [659.25, 880].entries()) {
    const start = audio.currentTime + index * 0.16;
    const tone = new OscillatorNode(audio, { frequency, type: 'sine' });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.12, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.55);
  }
  setTimeout(() => audio.close(), 1500);
}
