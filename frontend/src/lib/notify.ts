/** Asks the browser for permission; false if the person or the browser refuses. */
export async function allowNotifications(): Promise<boolean> {
  if (!('Notification' in globalThis)) return false;
  if (Notification.permission === 'default') return (await Notification.requestPermission()) === 'granted';
  return Notification.permission === 'granted';
}

/** Shows a notification of the system; clicking it returns to the page. */
export function notify(title: string, body: string, onClick: () => void): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  try {
    const notification = new Notification(title, { body, icon: '/favicon.svg' });
    notification.onclick = () => {
      focus();
      onClick();
      notification.close();
    };
  } catch {
    // Some phones allow notifications from service workers only.
  }
}

/** Plays two soft notes, without a sound file. */
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
