import { webcrypto } from 'node:crypto';
import '@testing-library/jest-dom/jest-globals';
import { TextDecoder, TextEncoder } from 'node:util';
import { afterEach, jest } from '@jest/globals';
import { cleanup, configure } from '@testing-library/react';
import { dismissToast, toastStore } from '../lib/toasts.ts';

// The whole document in every failure hides what failed.
configure({
  getElementError: (message) => new Error(message ?? 'Not found.'),
  // Long enough for a machine with other things to do; nothing waits that long where all is well.
  asyncUtilTimeout: 8000,
});
jest.setTimeout(30_000);

Object.assign(globalThis, { TextDecoder, TextEncoder });

// jsdom knows the element, but not how to open and close it.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};
Element.prototype.scrollIntoView = () => {};

afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
  localStorage.clear();
  sessionStorage.clear();
  // Stores keep their state in memory: an empty storage event makes them read again.
  dispatchEvent(new StorageEvent('storage', { key: null }));
  for (const toast of toastStore.get()) dismissToast(toast.id);
});

// Browsers have it on https and on the own machine; jsdom has not.
Object.defineProperty(globalThis.crypto, 'subtle', { value: webcrypto.subtle, configurable: true });
