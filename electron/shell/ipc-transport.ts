import { type IpcMainEvent, ipcMain, type WebContents } from 'electron';
import type { ShellToHost } from '../host/ports/shell-protocol.ts';
import { OFFICE_CHANNEL, PAGE_ORIGIN } from './channel.ts';
import { refuseMessage } from './plain-json.ts';
import { report } from './report.ts';

/** The shell's middle part of the line page ↔ host. */
export interface PageLines {
  /** Hands a host message to the page, if that page load is still there. */
  deliver(line: number, text: string): void;
  /** The host ended one line. */
  closed(line: number): void;
  /** The host process is gone: the page hears `null`. */
  hostGone(): void;
}

/**
 * Forwards messages of this window's main frame to the host, one line per page load. A message from any other frame
 * is dropped; a message of ours that is not plain JSON within the size limit closes the line.
 */
export function connectPage(contents: WebContents, toHost: (message: ShellToHost) => boolean): PageLines {
  let line = 0;
  let isOpen = false;

  function end(tellHost: boolean, tellPage: boolean): void {
    if (!isOpen) return;
    isOpen = false;
    if (tellHost) toHost({ kind: 'page-closed', line });
    if (tellPage) tell(null);
  }
  function tell(text: string | null): void {
    if (!contents.isDestroyed()) contents.send(OFFICE_CHANNEL, text);
  }
  function receive(event: IpcMainEvent, text: unknown, ...more: unknown[]): void {
    if (!isOurMainFrame(event, contents)) {
      report('ipc-foreign-sender');
      return;
    }
    const refusal = more.length > 0 ? 'not-text' : refuseMessage(text);
    if (refusal !== null) {
      report('ipc-refused', { refusal });
      if (isOpen) end(true, true);
      else tell(null);
      return;
    }
    if (!isOpen) {
      line += 1;
      isOpen = toHost({ kind: 'page-opened', line });
      if (!isOpen) {
        tell(null);
        return;
      }
    }
    toHost({ kind: 'page-message', line, text: text as string });
  }
  ipcMain.on(OFFICE_CHANNEL, receive);
  contents.on('did-navigate', () => end(true, false));
  contents.on('render-process-gone', () => end(true, false));
  contents.on('destroyed', () => {
    end(true, false);
    ipcMain.removeListener(OFFICE_CHANNEL, receive);
  });
  return {
    deliver(to, text) {
      if (isOpen && to === line) tell(text);
    },
    closed(which) {
      if (which === line) end(false, true);
    },
    hostGone: () => end(false, true),
  };
}

function isOurMainFrame(event: IpcMainEvent, contents: WebContents): boolean {
  const frame = event.senderFrame;
  if (frame === null || contents.isDestroyed() || event.sender.id !== contents.id) return false;
  return (
    frame.parent === null &&
    frame.frameTreeNodeId === contents.mainFrame.frameTreeNodeId &&
    frame.origin === PAGE_ORIGIN &&
    frame.url.startsWith(`${PAGE_ORIGIN}/`)
  );
}
